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

/// A JPEG's skeleton: EXIF with a camera's owner and the orientation "turned right", a comment, a profile, a scan.
std::string photograph() {
  std::string const tiff = std::string("MM\0\x2A\0\0\0\x08\0\x02", 10) + std::string("\x01\x12\0\x03\0\0\0\x01\0\x06\0\0", 12) +
                           std::string("\x01\x3B\0\x02\0\0\0\x0B\0\0\0\x26", 12) + std::string(4, '\0') + "Lea Martin" + std::string(1, '\0');
  auto const segment = [](char marker, std::string const& body) { return std::string("\xFF") + marker + '\0' + static_cast<char>(body.size() + 2) + body; };
  return "\xFF\xD8" + segment('\xE0', std::string("JFIF\0\x01\x01", 7)) + segment('\xE1', std::string("Exif\0\0", 6) + tiff) + segment('\xFE', "Lea Martin, Paris") +
         segment('\xE2', "ICC_PROFILE sRGB") + segment('\xDA', "scan") + "pixels\xFF" + std::string(1, '\0') + "more\xFF\xD9 Lea Martin behind the end";
}

TEST(ScrubArchive, leaves_pictures_of_a_document_without_whose_camera_took_them) {
  std::string const png = "\x89PNG\r\n\x1A\n" + std::string("\0\0\0\x0AtEXtAuthor\0Lea????", 22) + std::string("\0\0\0\0IEND????", 12);
  auto const clean = internal::scrub_archive(archive_of({{"word/media/image1.jpeg", photograph()}, {"Pictures/a.png", png}, {"ppt/media/readme.bin", "kept"}}), {});
  ASSERT_TRUE(clean) << clean.error().detail;
  std::string const jpeg = part_of(*clean, "word/media/image1.jpeg");
  EXPECT_EQ(jpeg.find("Lea"), std::string::npos);
  EXPECT_NE(jpeg.find("JFIF"), std::string::npos);
  EXPECT_NE(jpeg.find("ICC_PROFILE"), std::string::npos);
  EXPECT_NE(jpeg.find("pixels\xFF" + std::string(1, '\0') + "more\xFF\xD9"), std::string::npos) << "the picture itself stays to the bit";
  EXPECT_NE(jpeg.find(std::string("\x01\x12\0\x03\0\0\0\x01\0\x06", 10)), std::string::npos) << "it still stands the right way up";
  EXPECT_EQ(part_of(*clean, "Pictures/a.png"), "\x89PNG\r\n\x1A\n" + std::string("\0\0\0\0IEND????", 12));
  EXPECT_EQ(part_of(*clean, "ppt/media/readme.bin"), "kept");
}

TEST(ScrubArchive, refuses_by_name_a_picture_that_it_cannot_clean) {
  for (std::string const& bytes : {std::string("II*\0\x08\0\0\0Lea Martin", 18), std::string("\0\0\0\x18" "ftypheicLea!", 16), "\xFF\xD8\xFF\xE1" + std::string("\x7F\xFF", 2) + "Lea Martin"}) {
    auto const refused = internal::scrub_archive(archive_of({{"word/document.xml", "<w:document/>"}, {"word/media/scan.tiff", bytes}}), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "document.media_opaque");
    EXPECT_EQ(refused.error().fields.front().value, "word/media/scan.tiff");
  }
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
