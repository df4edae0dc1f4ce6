// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstring>

#include <zip.h>

#include "text/extract.h"
#include "text/internal/documents.h"

namespace parvis::text {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string zipped(Parts const& parts, char const* password = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  for (auto const& [name, content] : parts) {
    auto const index = zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
    if (password != nullptr) zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
  }
  zip_close(archive);
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

std::string docx(std::string const& body) {
  return zipped({{"[Content_Types].xml", "<Types/>"},
                 {"word/document.xml", "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>" + body + "</w:body></w:document>"}});
}

std::string odt(std::string const& body, std::string const& manifest = "<m/>") {
  return zipped({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"META-INF/manifest.xml", manifest},
                 {"content.xml", "<office:document-content><office:body><office:text>" + body + "</office:text></office:body></office:document-content>"}});
}

/// A PDF written by hand: one page a content stream.
std::string pdf(std::vector<std::string> const& pages) {
  std::string out = "%PDF-1.4\n", kids;
  std::vector<std::size_t> offsets;
  auto const object = [&](std::string const& body) {
    offsets.push_back(out.size());
    out += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
  object("<</Type/Catalog/Pages 2 0 R>>");
  object("<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) + ">>");
  object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents " + std::to_string(5 + 2 * i) + " 0 R>>");
    object("<</Length " + std::to_string(pages[i].size()) + ">>\nstream\n" + pages[i] + "\nendstream");
  }
  std::size_t const table = out.size();
  out += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
  for (std::size_t const offset : offsets) {
    std::string const digits = std::to_string(offset);
    out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return out + "trailer<</Size " + std::to_string(offsets.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

std::string const two_paragraphs =
    "BT /F1 24 Tf 72 760 Td (Brief de rentr\\351e) Tj ET\n"
    "BT /F1 11 Tf 72 720 Td (Toucher les parents d'\\351l\\350ves et leur commu-) Tj 0 -14 Td (naut\\351 avant le 30 septembre.) Tj ET\n"
    "BT /F1 11 Tf 72 660 Td (Budget : 3 000 euros.) Tj ET";

std::string texts(Result<Extracted> const& read) {
  if (!read) return "!" + read.error().code;
  std::string out;
  for (Paragraph const& paragraph : read->paragraphs) out += std::to_string(paragraph.page) + ":" + paragraph.text + "|";
  return out;
}

TEST(TextExtract, reads_paragraphs_of_a_pdf_with_their_pages) {
  EXPECT_EQ(texts(extract_document(pdf({two_paragraphs, "BT /F1 11 Tf 72 700 Td (Deux.) Tj ET"}), "brief.PDF")),
            "1:Brief de rentrée|1:Toucher les parents d'élèves et leur communauté avant le 30 septembre.|1:Budget : 3 000 euros.|2:Deux.|");
}

TEST(TextExtract, reads_moved_text_of_a_docx_where_it_is_now_and_keeps_its_hyphens) {
  std::string const moved = "<w:r><w:t>Le rendez</w:t><w:noBreakHyphen/><w:t>vous</w:t></w:r>";
  auto const read = extract_document(docx("<w:p><w:moveFrom>" + moved + "</w:moveFrom></w:p><w:p><w:moveTo>" + moved + "</w:moveTo></w:p>"), "brief.docx");
  EXPECT_EQ(texts(read), "1:Le rendez-vous|");
}

TEST(TextExtract, reads_paragraphs_of_a_docx) {
  auto const read = extract_document(
      docx("<w:p><w:r><w:t xml:space=\"preserve\">Un </w:t></w:r><w:r><w:t>brief</w:t><w:tab/><w:t>clair</w:t></w:r></w:p><w:p/>"
           "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Case &amp; &#233;t&#xE9;</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
           "<w:p><w:del><w:r><w:delText>Ôté</w:delText></w:r></w:del><w:r><w:br w:type=\"page\"/><w:t>Suite</w:t></w:r></w:p>"
           "<w:p><mc:AlternateContent><mc:Choice><w:t>Cadre</w:t></mc:Choice><mc:Fallback><w:t>Cadre</w:t></mc:Fallback></mc:AlternateContent></w:p>"),
      "brief.docx");
  EXPECT_EQ(texts(read), "1:Un brief clair|1:Case & été|2:Suite|2:Cadre|");
}

TEST(TextExtract, reads_paragraphs_of_an_odt) {
  auto const read = extract_document(odt("<text:h>Titre</text:h><text:p>Un<text:s/><text:span>mot</text:span> <text:span>puis</text:span><text:note>bas de page</text:note></text:p>"
                                         "<text:soft-page-break/><text:list><text:list-item><text:p>Point</text:p></text:list-item></text:list>"), "brief.odt");
  EXPECT_EQ(texts(read), "1:Titre|1:Un mot puis|2:Point|");
}

TEST(TextExtract, reads_plain_text_in_its_encodings) {
  using namespace std::string_literals;
  EXPECT_EQ(texts(extract_document("\xEF\xBB\xBF""Été\r\n\r\nDeux  mots\t!", "a.txt")), "1:Été|1:Deux mots !|");
  EXPECT_EQ(texts(extract_document("\xC9t\xE9 \x80 \x9C" "uvre", "a.txt")), "1:Été € œuvre|");
  EXPECT_EQ(texts(extract_document("\xFF\xFE\xC9\x00t\x00\xE9\x00\x3D\xD8\x00\xDE"s, "a.md")), "1:Été\U0001F600|");
  EXPECT_EQ(texts(extract_document("\x00" "a\x00" "b\x00" "c"s, "a.txt")), "1:abc|");
  EXPECT_EQ(texts(extract_document("ab\x00" "cdefgh"s, "a.txt")), "!document.unreadable");
}

TEST(TextExtract, refuses_what_it_should_with_the_reason) {
  ExtractLimits small;
  small.bytes = 10'000;
  small.pages = 1;
  small.text_bytes = 40;
  std::string const good = docx("<w:p><w:t>Bonjour</w:t></w:p>");
  struct { char const* name; std::string bytes; char const* code; } const table[] = {
      {"a.docx", "", "document.empty"},
      {"a.docx", std::string(10'001, 'x'), "document.too_large"},
      {"a.exe", "MZ", "document.unsupported"},
      {"a", "texte", "document.unsupported"},
      {"a.pdf", good, "document.wrong_extension"},
      {"a.docx", pdf({"BT ET"}), "document.wrong_extension"},
      {"a.txt", pdf({"BT ET"}), "document.wrong_extension"},
      {"a.odt", good, "document.wrong_extension"},
      {"a.docx", odt("<text:p>a</text:p>"), "document.wrong_extension"},
      {"a.docx", "\xD0\xCF\x11\xE0 abc", "document.encrypted"},
      {"a.docx", "hello", "document.unreadable"},
      {"a.docx", good.substr(0, good.size() / 2), "document.unreadable"},
      {"a.pdf", "%PDF-1.4\ngarbage", "document.unreadable"},
      {"a.docx", docx("<w:p><w:t>non"), "document.unreadable"},
      {"a.pdf", pdf({"BT ET", "BT ET"}), "document.too_many_pages"},
      {"a.pdf", pdf({"BT ET"}), "document.no_text"},
      {"a.docx", docx("<w:p><w:t>" + std::string(60, 'a') + "</w:t></w:p>"), "document.too_much_text"},
      {"a.docx", zipped({{"word/document.xml", "<a/>"}, {"../../etc/passwd", "x"}}), "document.unreadable"},
      {"a.docx", zipped({{"word/document.xml", "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a><w:p><w:t>&b;</w:t></w:p></a>"}}), "document.unreadable"},
      {"a.docx", zipped({{"word/document.xml", "<a/>"}}, "secret"), "document.encrypted"},
      {"a.odt", odt("<text:p>a</text:p>", "<manifest:encryption-data/>"), "document.encrypted"},
  };
  for (auto const& row : table) EXPECT_EQ(texts(extract_document(row.bytes, row.name, small)), std::string("!") + row.code) << row.name << " " << row.bytes.substr(0, 40);
}

TEST(TextExtract, refuses_bombs_and_deep_nesting) {
  EXPECT_EQ(texts(extract_document(docx("<w:p><w:t>" + std::string(20'000'000, 'a') + "</w:t></w:p>"), "a.docx")), "!document.overinflated");
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "<w:p>";
  EXPECT_EQ(texts(extract_document(zipped({{"word/document.xml", "<a>" + deep}}), "a.docx")), "!document.unreadable");
  for (int i = 0; i < 5'000; ++i) deep += "</w:p>";
  EXPECT_EQ(texts(extract_document(docx(deep), "a.docx")), "!document.unreadable");
  Parts many = {{"word/document.xml", "<a/>"}};
  for (int i = 0; i < 3'000; ++i) many.emplace_back("f" + std::to_string(i), "");
  EXPECT_EQ(texts(extract_document(zipped(many), "a.docx")), "!document.overinflated");
}

TEST(TextExtract, outlives_a_reader_that_runs_out_of_memory) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer reserves more addresses than any bound leaves";
#endif
  ExtractLimits starved;
  starved.memory_bytes = 20'000'000;
  EXPECT_EQ(texts(extract_document(pdf({two_paragraphs}), "a.pdf", starved)), "!document.unreadable");
}

TEST(TextExtract, outlives_a_reader_that_runs_out_of_time) {
  ExtractLimits hurried;
  hurried.deadline_ms = 0;
  EXPECT_EQ(texts(extract_document(pdf({two_paragraphs}), "a.pdf", hurried)), "!document.unreadable");
}

TEST(TextExtract, survives_every_truncation_and_many_flipped_bytes) {
  ExtractLimits const limits;
  std::string const archive = docx("<w:p><w:t>Bonjour</w:t></w:p>"), paper = pdf({two_paragraphs});
  for (std::size_t length = 0; length < archive.size(); length += 3) (void)internal::read_docx(archive.substr(0, length), limits);
  for (std::size_t at = 0; at < archive.size(); ++at) {
    std::string flipped = archive;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
    (void)internal::read_docx(flipped, limits);
  }
  EXPECT_EQ(texts(internal::read_docx(archive, limits)), "1:Bonjour|");
  for (std::size_t length = 5; length < paper.size(); length += 97) (void)extract_document(paper.substr(0, length), "a.pdf");
}

}  // namespace
}  // namespace parvis::text
