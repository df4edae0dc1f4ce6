// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Large bodies wait on the disk: while they come in, memory holds a piece of each.

#include "http/message.h"
#include "http/router.h"

namespace parvis::http {

/// A row that may take more than 1 MiB, or wants a file. It is asked who may send one before its body is read.
bool waits_on_disk(RowOptions const& options);

/// For a handler that reads its body from memory: it is there while the handler works, and the file is gone. Throws
/// std::runtime_error or std::filesystem::filesystem_error when the file does not read.
void bring_to_memory(Request& request);

void discard(std::filesystem::path const& spooled);

}  // namespace parvis::http
