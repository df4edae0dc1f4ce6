// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/connector.h"

#include "base/digest.h"
#include "base/encoding.h"

namespace parvis::publish {
namespace {

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

std::string tid(std::uint64_t microseconds, std::uint64_t clock) {
  constexpr char digits[] = "234567abcdefghijklmnopqrstuvwxyz";
  std::uint64_t value = (microseconds & ((1ull << 53) - 1)) << 10 | (clock & 1023);
  std::string out(13, '2');
  for (std::size_t i = 13; i-- > 0; value >>= 5) out[i] = digits[value & 31];
  return out;
}

std::string uuid_of(std::string bytes) {
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x80);  // version 8: made from a digest
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  std::string const digits = hex(bytes.substr(0, 16));
  return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" + digits.substr(16, 4) + "-" + digits.substr(20);
}

Told transport(net::Exchange const& exchange) {
  switch (exchange.outcome) {
    case net::Outcome::not_sent: return {Fate::not_sent, "publish.network_unreachable", exchange.detail};
    case net::Outcome::refused: return {Fate::refused, exchange.cause == net::Cause::file ? "publish.media_unreadable" : "publish.address_refused", exchange.detail};
    default: return {Fate::unknown, "publish.answer_lost", exchange.detail};
  }
}

/// The first bytes of a body, as evidence.
std::string excerpt(net::Exchange const& exchange) {
  std::string text = exchange.body.substr(0, 400);
  while (!text.empty() && !is_utf8(text)) text.pop_back();
  return text;
}

}  // namespace

std::string full_text(Post const& post) {
  if (post.link.empty() || post.text.find(post.link) != std::string::npos) return post.text;
  return post.text.empty() ? post.link : post.text + "\n\n" + post.link;
}

std::string file_name_of(Image const& image) {
  std::string name = std::filesystem::path(image.file).filename().string().substr(0, 80);
  std::replace_if(name.begin(), name.end(), [](char c) { return c <= ' ' || c >= 0x7F || c == '"' || c == ';' || c == '/'; }, '-');
  if (name.find('.') != std::string::npos) return name;
  return name + "." + (image.media_type == "image/jpeg" ? "jpg" : image.media_type.substr(image.media_type.find('/') + 1));
}

Operation operation_of(std::string const& publication_id, int number, Instant due) {
  std::string const digest = sha256(publication_id + "#" + std::to_string(number));
  Operation operation;
  operation.publication_id = publication_id;
  operation.number = number;
  operation.key = uuid_of(digest);
  std::uint64_t const noise = number_of(digest);
  operation.record_key = tid(static_cast<std::uint64_t>(made_at(publication_id).milliseconds()) * 1000 + noise % 1000, noise >> 20);
  operation.fixed_at = due;
  return operation;
}

Instant made_at(std::string const& publication_id) {
  std::string digits = publication_id.substr(0, 13);  // the 48 bits that say when, in ms
  std::erase(digits, '-');
  return Instant::at_milliseconds(std::strtoll(digits.c_str(), nullptr, 16));
}

Notes passing_notes() {
  auto const kept = std::make_shared<std::map<std::string, std::string>>();
  return {[kept](std::string const& name) {
            auto const found = kept->find(name);
            return found == kept->end() ? std::optional<std::string>() : found->second;
          },
          [kept](std::string const& name, std::string const& value) { (*kept)[name] = value; }};
}

net::Exchange Line::send(net::Outgoing outgoing) const {
  outgoing.policy = policy;
  outgoing.deadline = deadline;
  return client.send(outgoing);
}

Told told_of(net::Exchange const& exchange, Instant now) {
  if (exchange.outcome != net::Outcome::answered) return transport(exchange);
  Told told;
  told.status = exchange.status;
  told.detail = excerpt(exchange);
  int const status = exchange.status;
  if (exchange.succeeded()) {
    told.fate = Fate::done;
  } else if (status == 429) {
    told.fate = Fate::later;
    told.code = "publish.network_limits";
    told.wait = net::retry_after(exchange, now).value_or(std::chrono::seconds(60));
  } else if (status == 401 || status == 403) {
    told.fate = Fate::sign_in;
    told.code = "publish.sign_in_refused";
  } else if (status >= 500 || status == 408 || status == 409 || status == 425) {
    told.code = "publish.answer_unclear";
  } else {
    told.fate = Fate::refused;
    told.code = status < 400 ? "publish.address_moved" : "publish.refused_by_network";
  }
  return told;
}

bool shows_title(Network network) { return network == Network::wordpress; }

Connector const* connector_of(Network network) {
  static std::unique_ptr<Connector> const bluesky = make_bluesky();
  static std::unique_ptr<Connector> const mastodon = make_mastodon();
  static std::unique_ptr<Connector> const wordpress = make_wordpress();
  switch (network) {
    case Network::bluesky: return bluesky.get();
    case Network::mastodon: return mastodon.get();
    case Network::wordpress: return wordpress.get();
    default: return nullptr;
  }
}

}  // namespace parvis::publish
