// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/calendar_entry.h"

#include <gtest/gtest.h>

namespace parvis::publish {
namespace {

TEST(CalendarEntryText, escapes_folds_between_characters_and_keeps_its_id) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "été, ";
  std::string const entry = calendar_entry({"p1@parvis", 3, *Instant::parse("2026-11-23T10:00:00Z"), "Vitrine; porte", text + "\nfin", "https://parvis.example/b/1",
                                            *Instant::parse("2026-11-20T08:00:00Z")});
  EXPECT_NE(entry.find("UID:p1@parvis\r\nSEQUENCE:3\r\n"), std::string::npos);
  EXPECT_NE(entry.find("DTSTART:20261123T100000Z\r\nDTEND:20261123T101500Z\r\n"), std::string::npos);
  EXPECT_NE(entry.find("SUMMARY:Vitrine\\; porte\r\n"), std::string::npos);
  std::string unfolded;
  for (std::size_t at = 0; at < entry.size();) {
    std::size_t const end = entry.find("\r\n", at);
    EXPECT_LE(end - at, 75u);
    EXPECT_NE(static_cast<unsigned char>(entry[at + (entry[at] == ' ' ? 1u : 0u)]) & 0xC0, 0x80) << "cut within a character";
    unfolded += entry[at] == ' ' ? entry.substr(at + 1, end - at - 1) : "\n" + entry.substr(at, end - at);
    at = end + 2;
  }
  EXPECT_NE(unfolded.find("été\\, été\\, \\nfin"), std::string::npos);
}

}  // namespace
}  // namespace parvis::publish
