// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/tracker.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/digest.h"
#include "source_folder.h"

namespace parvis::track {
namespace {

std::size_t gzip_size(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(bytes.size() + 1000, '\0');
  stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<unsigned>(bytes.size());
  stream.next_out = reinterpret_cast<unsigned char*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  deflate(&stream, Z_FINISH);
  std::size_t const size = stream.total_out;
  deflateEnd(&stream);
  return size;
}

TEST(Tracker, costs_a_visitor_less_than_a_kilobyte_and_a_half) {
  EXPECT_GT(gzip_size(tracker_script()), 500u);
  EXPECT_LE(gzip_size(tracker_script()), largest_script);
}

TEST(Tracker, is_made_from_the_source_that_stands_beside_it) {
  std::ifstream in(PARVIS_SOURCE_FOLDER "/src/engines/track/script/parvis.js");
  std::string const source(std::istreambuf_iterator<char>(in), {});
  std::string const mark = "//" + sha256_hex(source).substr(0, 8);
  EXPECT_NE(tracker_script().find(mark), std::string_view::npos) << "run node src/engines/track/script/build.mjs";
}

TEST(Tracker, does_in_a_page_what_it_says) {
  if (std::system("node --version >/dev/null 2>&1") != 0) {
    std::printf("skipped: node absent\n");
    GTEST_SKIP() << "skipped: node absent";
  }
  EXPECT_EQ(std::system("node --test " PARVIS_SOURCE_FOLDER "/src/engines/track/script/parvis.test.mjs >/dev/null"), 0)
      << "node --test src/engines/track/script/parvis.test.mjs says what";
}

TEST(Tracker, is_pasted_as_one_line) {
  EXPECT_EQ(install_line("https://parvis.example", "k1"), "<script defer src=\"https://parvis.example/p.js\" data-key=\"k1\"></script>");
}

}  // namespace
}  // namespace parvis::track
