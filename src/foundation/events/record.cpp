// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/record.h"

#include <bit>
#include <cstring>

namespace parvis::events {

static_assert(std::endian::native == std::endian::little, "the journal's bytes are little-endian");

namespace {

template <class T>
void put(std::string& out, T number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

void put_value(std::string& out, Value const& value) {
  out += static_cast<char>(value.index());
  if (auto const* integer = std::get_if<std::int64_t>(&value)) return put(out, *integer);
  if (auto const* real = std::get_if<double>(&value)) return put(out, *real);
  if (auto const* text = std::get_if<std::string>(&value)) {
    put(out, static_cast<std::uint32_t>(text->size()));
    out += *text;
  }
}

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}
  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

  template <class T>
  T take() {
    T number{};
    std::string_view const bytes = take_bytes(sizeof number);
    if (good_) std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }

  Value take_value() {
    switch (take<std::uint8_t>()) {
      case 0: return {};
      case 1: return take<std::int64_t>();
      case 2: return take<double>();
      case 3: return std::string(take_bytes(take<std::uint32_t>()));
      default: good_ = false; return {};
    }
  }

 private:
  std::string_view take_bytes(std::size_t count) {
    if (count > rest_.size()) good_ = false;
    if (!good_) return {};
    std::string_view const taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::string encoded(Batch const& batch) {
  std::string out;
  for (Record const& record : batch) {
    put(out, record.table);
    put(out, static_cast<std::uint16_t>(record.row.size()));
    for (Value const& value : record.row) put_value(out, value);
  }
  return out;
}

Result<Batch> decoded(std::string_view bytes) {
  Decoder decoder(bytes);
  Batch batch;
  while (decoder.good() && !decoder.at_end()) {
    Record record;
    record.table = decoder.take<std::uint16_t>();
    auto const count = decoder.take<std::uint16_t>();
    for (std::size_t i = 0; i < count && decoder.good(); ++i) record.row.push_back(decoder.take_value());
    batch.push_back(std::move(record));
  }
  if (!decoder.good()) return invalid("events.malformed_batch");
  return batch;
}

std::string text_at(Row const& row, std::size_t column) {
  auto const* text = std::get_if<std::string>(&row.at(column));
  return text == nullptr ? std::string() : *text;
}

std::int64_t integer_at(Row const& row, std::size_t column) {
  Value const& value = row.at(column);
  if (auto const* real = std::get_if<double>(&value)) return static_cast<std::int64_t>(*real);
  auto const* integer = std::get_if<std::int64_t>(&value);
  return integer == nullptr ? 0 : *integer;
}

double real_at(Row const& row, std::size_t column) {
  Value const& value = row.at(column);
  if (auto const* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  auto const* real = std::get_if<double>(&value);
  return real == nullptr ? 0.0 : *real;
}

}  // namespace parvis::events
