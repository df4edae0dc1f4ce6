// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/calendar_entry.h"

namespace parvis::publish {
namespace {

constexpr std::size_t longest_line = 75;

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

bool inside_character(std::string const& text, std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; }

std::string folded(std::string const& line) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t room = longest_line; line.size() - at > room; room = longest_line - 1) {
    std::size_t end = at + room;
    while (inside_character(line, end)) --end;
    out += line.substr(at, end - at) + "\r\n ";
    at = end;
  }
  return out + line.substr(at) + "\r\n";
}

// "2026-11-23T09:00:00.000Z" as "20261123T090000Z".
std::string basic(Instant at) {
  std::string out;
  for (char const c : at.to_string().substr(0, 19)) {
    if (c != '-' && c != ':') out += c;
  }
  return out + "Z";
}

}  // namespace

std::string calendar_entry(CalendarEntryText const& entry) {
  std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Parvis//Parvis//FR\r\nBEGIN:VEVENT\r\n";
  out += folded("UID:" + entry.id);
  out += folded("SEQUENCE:" + std::to_string(entry.revision));
  out += folded("DTSTAMP:" + basic(entry.made_at));
  out += folded("DTSTART:" + basic(entry.at));
  out += folded("DTEND:" + basic(entry.at + std::chrono::minutes(15)));
  out += folded("SUMMARY:" + escaped(entry.title));
  out += folded("DESCRIPTION:" + escaped(entry.text));
  out += folded("URL:" + entry.address);
  out += "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\n" + folded("DESCRIPTION:" + escaped(entry.title)) + "END:VALARM\r\n";
  return out + "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

}  // namespace parvis::publish
