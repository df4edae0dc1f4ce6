// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <zip.h>

#include "text/internal/scrub.h"

namespace parvis::text {
namespace {

std::string archive_of(std::vector<std::pair<std::string, std::string>> const& parts) {
  zip_source_t* const source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(source);
  zip_t* const archive = zip_open_from_source(source, ZIP_TRUNCATE, nullptr);
  for (auto const& [name, bytes] : parts) zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
  zip_close(archive);
  zip_stat_t stat;
  zip_source_stat(source, &stat);
  std::string out(stat.size, '\0');
  zip_source_open(source);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

std::string part_of(std::string const& archive_bytes, std::string const& name) {
  zip_source_t* const source = zip_source_buffer_create(archive_bytes.data(), archive_bytes.size(), 0, nullptr);
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  zip_file_t* const entry = archive == nullptr ? nullptr : zip_fopen(archive, name.c_str(), 0);
  if (entry == nullptr) return "(absent)";
  std::string out(4096, '\0');
  out.resize(static_cast<std::size_t>(zip_fread(entry, out.data(), out.size())));
  zip_fclose(entry);
  zip_discard(archive);
  return out;
}

TEST(ScrubArchive, leaves_words_without_whoever_wrote_them) {
  std::string const docx = archive_of({{"[Content_Types].xml", "<Types/>"},
                                       {"_rels/.rels", R"(<Relationships><Relationship Id="r1" Target="word/document.xml"/><Relationship Id="r2" Target="docProps/thumbnail.jpeg"/></Relationships>)"},
                                       {"docProps/core.xml", "<cp:coreProperties><dc:creator>Lea Martin</dc:creator></cp:coreProperties>"},
                                       {"docProps/thumbnail.jpeg", "Lea"},
                                       {"word/document.xml", R"(<w:document><w:ins w:author="Lea Martin"><w:t>Une charte.</w:t></w:ins></w:document>)"}});
  auto const clean = internal::scrub_archive(docx, {});
  ASSERT_TRUE(clean) << clean.error().detail;
  EXPECT_EQ(part_of(*clean, "docProps/core.xml").find("Lea"), std::string::npos);
  EXPECT_EQ(part_of(*clean, "docProps/thumbnail.jpeg"), "(absent)");
  EXPECT_EQ(part_of(*clean, "_rels/.rels").find("thumbnail"), std::string::npos);
  std::string const words = part_of(*clean, "word/document.xml");
  EXPECT_NE(words.find("Une charte."), std::string::npos);
  EXPECT_EQ(words.find("Lea"), std::string::npos) << words;
}

TEST(ScrubArchive, refuses_an_archive_that_unpacks_beyond_measure_or_climbs_out) {
  std::string const bomb = archive_of({{"word/document.xml", std::string(20'000'000, ' ')}});
  EXPECT_EQ(internal::scrub_archive(bomb, {}).error().code, "document.overinflated");
  EXPECT_EQ(internal::scrub_archive(archive_of({{"../../etc/passwd", "x"}}), {}).error().code, "document.unreadable");
  EXPECT_EQ(internal::scrub_archive("PK\x03\x04 not an archive", {}).error().code, "document.unreadable");
}

TEST(ScrubPdf, takes_the_author_away_and_leaves_the_page) {
  std::string const pdf =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n4 0 obj<</Type/Metadata/Subtype/XML/Length 10>>stream\nLea Martin\nendstream endobj\n"
      "5 0 obj<</Author(Lea Martin)/Producer(Un logiciel)>>endobj\ntrailer<</Root 1 0 R/Info 5 0 R>>\n%%EOF";
  auto const clean = internal::scrub_pdf(pdf);
  ASSERT_TRUE(clean) << clean.error().detail;
  EXPECT_EQ(clean->find("Lea"), std::string::npos);
  EXPECT_NE(clean->find("MediaBox"), std::string::npos);
  EXPECT_FALSE(internal::scrub_pdf("%PDF-1.4 rubbish"));
}

}  // namespace
}  // namespace parvis::text
