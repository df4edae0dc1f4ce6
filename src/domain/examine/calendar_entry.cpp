// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/calendar_entry.h"

namespace parvis::examine {
namespace {

constexpr std::size_t longest_line = 75;

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (static_cast<unsigned char>(c) < 0x20) continue;
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

void add(std::string& out, std::string const& line) {
  std::size_t at = 0;
  for (std::size_t room = longest_line; line.size() - at > room; room = longest_line - 1) {
    std::size_t end = at + room;
    while ((static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    out += line.substr(at, end - at) + "\r\n ";
    at = end;
  }
  out += line.substr(at) + "\r\n";
}

// "2026-11-23T09:00:00Z" as "20261123T090000Z".
std::string basic(Instant at) {
  std::string out;
  for (char const c : at.to_string().substr(0, 19)) {
    if (c != '-' && c != ':') out += c;
  }
  return out + "Z";
}

void add_alarm(std::string& out, std::string const& before, std::string const& title) {
  add(out, "BEGIN:VALARM");
  add(out, "ACTION:DISPLAY");
  add(out, "TRIGGER:" + before);
  add(out, "DESCRIPTION:" + escaped(title));
  add(out, "END:VALARM");
}

}  // namespace

std::string entry_of(EntryText const& text) {
  std::string out;
  for (char const* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parvis//Parvis//FR", "METHOD:PUBLISH", "BEGIN:VEVENT"}) add(out, line);
  add(out, "UID:" + text.id);
  add(out, "SEQUENCE:" + std::to_string(text.revision));
  add(out, "DTSTAMP:" + basic(text.made_at));
  add(out, "DTSTART:" + basic(text.from));
  add(out, "DTEND:" + basic(text.to));
  add(out, "SUMMARY:" + escaped(text.title));
  add(out, "LOCATION:" + escaped(text.place));
  add(out, "URL:" + text.address);
  add_alarm(out, "-P1D", text.title);
  add_alarm(out, "-PT1H", text.title);
  add(out, "END:VEVENT");
  add(out, "END:VCALENDAR");
  return out;
}

}  // namespace parvis::examine
