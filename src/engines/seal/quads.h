// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// RDF datasets as N-Quads (W3C RDF 1.1 N-Quads), read and written in the canonical form of RDFC-1.0 §A.

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace parvis::seal {

struct Term {
  enum class Kind { none, iri, blank, literal };  // none: the default graph
  Kind kind = Kind::none;
  std::string value;     // an iri without brackets, a blank node's label without "_:", a literal's text
  std::string datatype;  // of a literal: an iri; empty means xsd:string
  std::string language;  // of a literal: a tag; then the datatype is empty
  friend auto operator<=>(Term const&, Term const&) = default;
};

struct Quad {
  Term subject, predicate, object, graph;
  friend auto operator<=>(Quad const&, Quad const&) = default;
};
using Quads = std::vector<Quad>;

Term iri(std::string value);
Term blank(std::string label);
Term literal(std::string text, std::string datatype = {});

/// One line with its line feed.
std::string line_of(Quad const& quad);

/// Problem "seal.quads_malformed" with the line number as value.
Result<Quads> read_quads(std::string_view text);

}  // namespace parvis::seal
