// SPDX-License-Identifier: AGPL-3.0-or-later
#include "simulator/message.h"

#include "base/encoding.h"
#include "base/json.h"

namespace parvis::simulator {
namespace {

std::string decoded(std::string text) {
  std::replace(text.begin(), text.end(), '+', ' ');
  return percent_decoded(text).value_or(text);
}

struct FormPart {
  std::string name;
  Upload upload;
};

std::string quoted_value(std::string const& head, std::string const& name) {
  std::size_t const at = head.find(name + "=\"");
  if (at == std::string::npos) return {};
  std::size_t const start = at + name.size() + 2;
  return head.substr(start, head.find('"', start) - start);
}

std::string header_value(std::string const& head, std::string const& name) {
  std::size_t const at = head.find(name + ": ");
  if (at == std::string::npos) return {};
  std::size_t const start = at + name.size() + 2;
  return head.substr(start, head.find("\r\n", start) - start);
}

std::vector<FormPart> form_parts(Request const& request) {
  std::vector<FormPart> parts;
  std::string const type = request.header("content-type");
  std::size_t const at = type.find("boundary=");
  if (!type.starts_with("multipart/form-data") || at == std::string::npos) return parts;
  std::string const mark = "--" + type.substr(at + 9);
  std::size_t from = request.body.find(mark);
  while (from != std::string::npos) {
    std::size_t const start = from + mark.size() + 2;
    std::size_t const next = request.body.find("\r\n" + mark, start);
    std::size_t const head_end = request.body.find("\r\n\r\n", start);
    if (next == std::string::npos || head_end == std::string::npos || head_end > next) break;
    std::string const head = request.body.substr(start, head_end - start);
    parts.push_back({quoted_value(head, " name"), {quoted_value(head, "filename"), header_value(head, "Content-Type"), request.body.substr(head_end + 4, next - head_end - 4)}});
    from = next + 2;
  }
  return parts;
}

}  // namespace

std::string Request::header(std::string const& name) const {
  auto const found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

std::string Request::asked(std::string const& name) const {
  auto const found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

std::optional<boost::json::object> Request::object() const {
  Result<json::Value> const value = json::parse(body);
  if (!value || !value->is_object()) return std::nullopt;
  return value->get_object();
}

Fields Request::form() const {
  Fields fields;
  for (FormPart const& part : form_parts(*this)) {
    if (part.upload.file_name.empty()) fields.emplace(part.name, part.upload.bytes);
  }
  if (!header("content-type").starts_with("application/x-www-form-urlencoded")) return fields;
  for (std::size_t at = 0; at < body.size();) {
    std::size_t const end = std::min(body.find('&', at), body.size());
    std::string const pair = body.substr(at, end - at);
    std::size_t const equals = std::min(pair.find('='), pair.size());
    fields.emplace(decoded(pair.substr(0, equals)), decoded(equals < pair.size() ? pair.substr(equals + 1) : ""));
    at = end + 1;
  }
  return fields;
}

std::optional<Upload> Request::upload(std::string const& name) const {
  for (FormPart& part : form_parts(*this)) {
    if (part.name == name && !part.upload.file_name.empty()) return part.upload;
  }
  return std::nullopt;
}

Answer json_answer(int status, boost::json::value const& value) { return {status, boost::json::serialize(value)}; }

std::string text_at(boost::json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace parvis::simulator
