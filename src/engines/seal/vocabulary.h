// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What our credentials say, as RDF. This is no JSON-LD processor: it knows the terms that our documents use, under the
// contexts they name (VC 2.0, Open Badges 3.0.3, CLR 2.0.1), in one closed table, and refuses any other. So nothing that
// a proof does not cover can stand in a document that is accepted here.

#include <boost/json/object.hpp>

#include "base/result.h"
#include "seal/quads.h"

namespace parvis::seal {

constexpr char const* credentials_context = "https://www.w3.org/ns/credentials/v2";
constexpr char const* badges_context = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
constexpr char const* records_context = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

/// Problems "seal.context_unknown", "seal.type_unknown", "seal.term_unknown", "seal.term_wrong", each with the term as value.
Result<Quads> quads_of(boost::json::object const& document);

}  // namespace parvis::seal
