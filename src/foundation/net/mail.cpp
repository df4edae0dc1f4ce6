// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/mail.h"

#include <algorithm>

#include <date/date.h>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/random.h"

namespace parvis::net {
namespace {

constexpr std::size_t line_width = 76;

bool is_ascii_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return out;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Bytes of `text` from `at` that make whole characters and are at most `most`.
std::size_t whole_characters(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t length = std::min(most, text.size() - at);
  while (length > 1 && at + length < text.size() && continues(text[at + length])) --length;
  return length;
}

/// RFC 2047: encoded words of at most 75 characters, folded, no character cut in two.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t most_bytes = 39;  // 52 characters of base64 and the 12 of "=?UTF-8?B?" and "?=", after any name
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const length = whole_characters(text, at, most_bytes);
    out += (at == 0 ? "" : "\r\n ") + std::string("=?UTF-8?B?") + base64(text.substr(at, length)) + "?=";
    at += length;
  }
  return out;
}

std::string unstructured(std::string_view text) {
  std::string const line = one_line(text);
  // Looks like an encoded word, is over-long or not ASCII: only the encoded form means itself.
  if (is_ascii_printable(line) && line.size() <= 200 && line.find("=?") == std::string::npos) return line;
  return encoded_words(line);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) out += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return out + "\"";
}

std::string shown_address(MailAddress const& address) {
  std::string const spec = "<" + one_line(address.email.to_string()) + ">";
  std::string const name = one_line(address.name);
  if (name.empty()) return spec;
  bool const plain = is_ascii_printable(name) && name.size() <= 100 && name.find("=?") == std::string::npos;
  return (plain ? quoted(name) : encoded_words(name) + "\r\n") + " " + spec;
}

std::string date_text(Instant at) {
  std::chrono::sys_seconds const seconds(std::chrono::seconds(at.milliseconds() / 1000));
  return date::format("%a, %d %b %Y %H:%M:%S +0000", seconds);
}

std::string hex_pair(char c) {
  constexpr char digits[] = "0123456789ABCDEF";
  auto const byte = static_cast<unsigned char>(c);
  return {'=', digits[byte >> 4], digits[byte & 15]};
}

std::string quoted_printable_line(std::string_view line) {
  std::string out;
  std::size_t width = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    bool const last = i + 1 == line.size();
    bool const literal = (line[i] >= 0x21 && line[i] <= 0x7E && line[i] != '=') || ((line[i] == ' ' || line[i] == '\t') && !last);
    std::string const unit = literal ? std::string(1, line[i]) : hex_pair(line[i]);
    if (width + unit.size() > line_width - 1) {
      out += "=\r\n";
      width = 0;
    }
    out += unit;
    width += unit.size();
  }
  return out;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t const end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    out += quoted_printable_line(line) + "\r\n";
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

std::string base64_lines(std::string_view bytes) {
  std::string const all = base64(bytes);
  std::string out;
  for (std::size_t at = 0; at < all.size(); at += line_width) out += all.substr(at, line_width) + "\r\n";
  return out;
}

std::string text_part(std::string_view kind, std::string_view text) {
  return "Content-Type: text/" + std::string(kind) + "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
         quoted_printable(text);
}

bool is_media_type(std::string_view type) {
  auto const allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("/.+-").find(c) != std::string_view::npos;
  };
  return type.size() < 100 && std::count(type.begin(), type.end(), '/') == 1 && std::all_of(type.begin(), type.end(), allowed);
}

std::string attached_part(Attachment const& attachment) {
  std::string const type = is_media_type(attachment.media_type) ? attachment.media_type : "application/octet-stream";
  return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n filename*=UTF-8''" +
         percent_encoded(one_line(attachment.file_name).substr(0, 200)) + "\r\n\r\n" + base64_lines(attachment.bytes);
}

std::string multipart(std::string_view kind, std::string const& boundary, std::vector<std::string> const& parts) {
  std::string out = "Content-Type: multipart/" + std::string(kind) + "; boundary=\"" + boundary + "\"\r\n\r\n";
  for (std::string const& part : parts) out += "--" + boundary + "\r\n" + part + "\r\n";
  return out + "--" + boundary + "--\r\n";
}

std::string content(Mail const& mail, std::string const& seed) {
  std::string const mark = "=_parvis_" + sha256_hex(seed).substr(0, 24);  // "=_" never stands in quoted-printable or base64
  std::string body = text_part("plain", mail.text);
  if (!mail.html.empty()) body = multipart("alternative", mark + "_a", {body, text_part("html", mail.html)});
  if (mail.attachments.empty()) return body;
  std::vector<std::string> parts{body};
  for (Attachment const& attachment : mail.attachments) parts.push_back(attached_part(attachment));
  return multipart("mixed", mark + "_m", parts);
}

bool is_ours(MailHeader const& header) {
  static constexpr std::string_view reserved[] = {"from", "to", "cc", "bcc", "date", "subject", "message-id", "mime-version", "content-type",
                                                  "content-transfer-encoding", "content-disposition"};
  std::string name = header.name;
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  bool const sound = !name.empty() && name.size() < 64 &&
                     std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  return sound && std::find(std::begin(reserved), std::end(reserved), name) == std::end(reserved);
}

}  // namespace

std::string new_message_id(Email const& from) {
  std::string const& address = from.to_string();
  std::size_t const at = address.rfind('@');
  return "<" + random_token(18) + "@" + (at == std::string::npos ? "localhost" : address.substr(at + 1)) + ">";
}

std::string rendered(Mail const& mail, Envelope const& envelope) {
  std::string out = "Date: " + date_text(envelope.at) + "\r\nFrom: " + shown_address(envelope.from) + "\r\nTo: " + shown_address(mail.to) +
                    "\r\nSubject: " + unstructured(mail.subject) + "\r\nMessage-ID: " + one_line(envelope.message_id) + "\r\n";
  for (MailHeader const& header : mail.headers) {
    if (is_ours(header)) out += header.name + ": " + unstructured(header.value) + "\r\n";
  }
  return out + "MIME-Version: 1.0\r\n" + content(mail, envelope.message_id);
}

}  // namespace parvis::net
