// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Descriptors are what connections, files and databases share: the server leaves enough for the others.

#include <cstddef>

namespace parvis::http {

/// Lifts this process's limit of open descriptors as far as it may; the limit that holds from then on.
std::size_t lift_descriptor_limit();

/// Of the connections wanted, as many as leave 256 descriptors, or half of them where there are few, for everything else.
std::size_t connections_within(std::size_t descriptors, std::size_t wanted);

}  // namespace parvis::http
