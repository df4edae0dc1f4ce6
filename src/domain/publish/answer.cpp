// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/answer.h"

namespace parvis::publish {

boost::json::object object_of(net::Exchange const& exchange) {
  Result<json::Value> value = json::parse(exchange.body);
  if (!value || !value->is_object()) return {};
  return std::move(value->get_object());
}

boost::json::value const* at(boost::json::object const& object, std::string_view path) {
  boost::json::object const* inside = &object;
  for (;;) {
    std::size_t const slash = path.find('/');
    boost::json::value const* const value = inside->if_contains(path.substr(0, slash));
    if (value == nullptr || slash == std::string_view::npos) return value;
    if (!value->is_object()) return nullptr;
    inside = &value->get_object();
    path.remove_prefix(slash + 1);
  }
}

std::string text_at(boost::json::object const& object, std::string_view path) {
  boost::json::value const* const value = at(object, path);
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(value->get_string());
  return value->is_int64() || value->is_uint64() ? boost::json::serialize(*value) : std::string();
}

std::int64_t integer_at(boost::json::object const& object, std::string_view path) {
  boost::json::value const* const value = at(object, path);
  boost::json::error_code error;
  std::int64_t const number = value != nullptr && value->is_number() ? value->to_number<std::int64_t>(error) : 0;
  return error ? 0 : number;
}

std::string with_query(std::string const& url, std::vector<std::pair<std::string, std::string>> const& fields) {
  return url + (url.find('?') == std::string::npos ? "?" : "&") + net::form_encoded(fields);
}

Told unreadable(Told told) {
  told.fate = Fate::unknown;
  told.code = "publish.answer_unclear";
  return told;
}

}  // namespace parvis::publish
