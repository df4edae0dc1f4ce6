// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/internal/beacon.h"

#include <algorithm>

#include "base/encoding.h"
#include "track/web_address.h"

namespace parvis::track::internal {

namespace {

constexpr std::size_t most_props = 25;
constexpr std::size_t longest_prop_name = 40;
constexpr std::size_t longest_prop_value = 100;
constexpr std::size_t most_items = 100;
constexpr std::size_t longest_title = 500;
constexpr std::int64_t largest_amount = 1'000'000'000'000;  // ten thousand million euros in cents

bool is_simple(json::Value const& value) { return value.is_string() || value.is_number() || value.is_bool(); }

void check_prop(std::string const& name, json::Value const& value, json::Reader& reader) {
  if (name.empty() || name.size() > longest_prop_name || name.find('\0') != std::string::npos) reader.wrong("track.prop_name_malformed", std::to_string(longest_prop_name));
  if (!is_simple(value)) return reader.wrong("json.wrong_type", "text, number or boolean");
  bool const text = value.is_string();
  if (text && code_points(json::text_of(value)) > longest_prop_value) reader.wrong("text.too_long", std::to_string(longest_prop_value));
  if (text && json::text_of(value).find('\0') != std::string::npos) reader.wrong("text.control_character");
}

void check_props(std::map<std::string, json::Value> const& props, json::Reader& reader) {
  if (props.size() > most_props) reader.wrong("track.too_many_props", std::to_string(most_props), std::to_string(props.size()));
  for (auto const& prop : props) reader.at(cut(prop.first, longest_prop_name), [&] { check_prop(prop.first, prop.second, reader); });
}

void check_amount(std::optional<std::int64_t> amount, json::Reader& reader) {
  if (amount && (*amount < -largest_amount || *amount > largest_amount)) reader.wrong("json.out_of_range", std::to_string(largest_amount));
}

void check_order(BeaconEvent const& event, json::Reader& reader) {
  if (!event.order || !event.order->items) return;
  auto const& items = *event.order->items;
  reader.at("order", [&] {
    reader.at("items", [&] {
      if (items.size() > most_items) reader.wrong("track.too_many_items", std::to_string(most_items), std::to_string(items.size()));
      for (std::size_t i = 0; i < items.size(); ++i) reader.at(std::to_string(i) + "/price", [&] { check_amount(items[i].price, reader); });
    });
  });
}

void check_purchase(BeaconEvent const& event, json::Reader& reader) {
  if (event.value && !event.currency) reader.at("currency", [&] { reader.wrong("json.required"); });
  if (event.name.to_string() != "purchase") return;
  if (!event.value) reader.at("value", [&] { reader.wrong("json.required"); });
  if (!event.order) reader.at("order", [&] { reader.wrong("json.required"); });
}

bool has_control(std::string const& text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

}  // namespace

Result<std::string> event_name(std::string_view text) {
  bool const good = !text.empty() && text.size() <= EventNameForm::max_length && text[0] >= 'a' && text[0] <= 'z' &&
                    std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (!good) return invalid_field("", "track.event_name_malformed", "a-z, 0-9, _; 40");
  return std::string(text);
}

Result<std::string> currency_code(std::string_view text) {
  bool const good = text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!good) return invalid_field("", "track.currency_malformed", "ISO 4217");
  return std::string(text);
}

Result<BeaconEvent> read_event(json::Value const& value) {
  json::Reader reader;
  BeaconEvent event;
  json::read(reader, value, event);
  if (!reader.errors.empty()) return invalid("track.event_invalid", std::move(reader.errors));
  reader.at("url", [&] { if (!parse_address(event.url)) reader.wrong("url.malformed"); });
  reader.at("title", [&] { if (event.title && (event.title->size() > longest_title || has_control(*event.title))) reader.wrong("track.title_malformed", std::to_string(longest_title)); });
  reader.at("value", [&] { check_amount(event.value, reader); });
  if (event.props) reader.at("props", [&] { check_props(*event.props, reader); });
  check_order(event, reader);
  check_purchase(event, reader);
  if (!reader.errors.empty()) return invalid("track.event_invalid", std::move(reader.errors));
  return event;
}

}  // namespace parvis::track::internal
