// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/dataset.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "seal/internal/vectors_folder.h"

namespace parvis::seal {
namespace {

using Entry = boost::json::object;

std::string text_at(Entry const& entry, char const* name) {
  auto const* value = entry.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

bool agrees(Entry const& entry, std::filesystem::path const& folder) {
  auto const quads = read_quads(whole_text(folder / text_at(entry, "action")));
  if (!quads) return false;
  auto const found = canonical_dataset(*quads, text_at(entry, "hashAlgorithm") == "SHA384" ? DigestKind::sha384 : DigestKind::sha256);
  std::string const type = text_at(entry, "type");
  if (type == "rdfc:RDFC10NegativeEvalTest") return !found && found.error().code == "seal.dataset_too_intricate";
  if (!found) return false;
  std::string const wanted = whole_text(folder / text_at(entry, "result"));
  if (type == "rdfc:RDFC10EvalTest") return found->text == wanted;
  auto const labels = json::decode<std::map<std::string, std::string>>(wanted);
  return labels && *labels == found->labels;
}

TEST(VectorsDataset, all_86_published_graphs_are_canonicalised_or_refused_as_wanted) {
  auto const folder = vectors_folder("rdf-canon/tests");
  if (folder.empty()) GTEST_SKIP() << "the RDFC-1.0 vectors are not here (../shared/data/rdf-canon)";
  auto const manifest = json::parse(whole_text(folder / "manifest.jsonld"));
  ASSERT_TRUE(manifest);
  int agreed = 0;
  for (auto const& entry : manifest->at("entries").as_array()) {
    bool const well = agrees(entry.as_object(), folder);
    EXPECT_TRUE(well) << text_at(entry.as_object(), "id") << ' ' << text_at(entry.as_object(), "name");
    agreed += well;
  }
  EXPECT_EQ(agreed, 86);
}

TEST(Dataset, the_labels_and_the_order_given_do_not_matter) {
  auto const one = read_quads("_:x <http://p> _:y .\n_:y <http://q> \"end\" .\n");
  auto const other = read_quads("_:b <http://q> \"end\" .\n_:a <http://p> _:b .\n_:a <http://p> _:b .\n");
  ASSERT_TRUE(one && other);
  EXPECT_EQ(canonical_dataset(*one)->text, canonical_dataset(*other)->text);
}

TEST(Quads, a_broken_line_is_named_by_its_number) {
  auto const quads = read_quads("<http://s> <http://p> \"o\" .\n<http://s> <http://p> \"o .\n");
  ASSERT_FALSE(quads);
  EXPECT_EQ(quads.error().fields.front().value, "2");
}

TEST(Quads, escapes_are_read_and_written_in_their_canonical_form) {
  auto const quads = read_quads("<http://s> <http://p> \"a\\u00e9\\t\\\"\\u0007\"@fr <http://g> . # said\n");
  ASSERT_TRUE(quads);
  EXPECT_EQ(line_of(quads->front()), "<http://s> <http://p> \"aé\\t\\\"\\u0007\"@fr <http://g> .\n");
}

}  // namespace
}  // namespace parvis::seal
