// SPDX-License-Identifier: AGPL-3.0-or-later
// The Mastodon API. A status bears our Idempotency-Key, which servers keep for an hour: for 55 minutes it may be sent
// again as it was; after that, the account's own timeline is read, and a status is ours by its words.
#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/replace.hpp>

#include "base/encoding.h"
#include "publish/answer.h"
#include "text/entities.h"

namespace parvis::publish {
namespace {

namespace bj = boost::json;

constexpr int most_pages = 25;  // of 40 statuses, of one look

class Mastodon final : public Connector {
 public:
  Repeatable repeatable() const override { return {std::chrono::minutes(55)}; }
  Told sign_in(Line const& line) const override;
  Told prepare(Line const& line, Post const& post, Operation const& operation) const override;
  Told send(Line const& line, Post const& post, Operation const& operation) const override;
  Sighting look(Line const& line, Post const& post, Operation const& operation) const override;
  Result<std::vector<Measure>> engagement(Line const& line, std::string const& remote_id) const override;
};

net::Header bearer(Line const& line) { return {"Authorization", "Bearer " + line.account.secret}; }

Told Mastodon::sign_in(Line const& line) const {
  net::Exchange const exchange = line.send({.url = line.account.service + "/api/v1/accounts/verify_credentials", .headers = {bearer(line)}});
  Told told = told_of(exchange, line.clock.now());
  if (told.fate != Fate::done) return told;
  bj::object const answer = object_of(exchange);
  told.remote_id = text_at(answer, "id");
  told.url = text_at(answer, "url");
  told.detail.clear();
  if (told.remote_id.empty()) return unreadable(told);
  line.session.keep("account", told.remote_id);
  return told;
}

Told upload(Line const& line, Image const& image, std::string const& note) {
  std::vector<net::Part> form{{"file", net::FileBody{image.file}, file_name_of(image), image.media_type}};
  if (!image.alt.empty()) form.push_back({"description", image.alt});
  net::Exchange const exchange = line.send({.method = net::Method::post, .url = line.account.service + "/api/v2/media", .headers = {bearer(line)}, .body = std::move(form)});
  Told told = told_of(exchange, line.clock.now());
  if (told.fate != Fate::done) return told;
  std::string const id = text_at(object_of(exchange), "id");
  if (id.empty()) return unreadable(told);
  line.operation.keep(note, id);
  if (exchange.status == 200) line.operation.keep(note + "/ready", "yes");
  return told;
}

Told await_media(Line const& line, std::string const& note) {
  std::string const id = line.operation.recall(note).value_or("");
  net::Exchange const exchange = line.send({.url = line.account.service + "/api/v1/media/" + id, .headers = {bearer(line)}});
  Told told = told_of(exchange, line.clock.now());
  if (told.fate != Fate::done) return told;
  if (exchange.status == 206) return {Fate::later, "publish.media_processing", {}, {}, {}, std::chrono::seconds(3), 206};
  line.operation.keep(note + "/ready", "yes");
  return told;
}

Told Mastodon::prepare(Line const& line, Post const& post, Operation const&) const {
  if (!line.session.recall("account")) {
    Told const told = sign_in(line);
    if (told.fate != Fate::done) return told;
  }
  for (std::size_t i = 0; i < post.images.size(); ++i) {
    std::string const note = "media/" + std::to_string(i);
    Told told{Fate::done};
    if (!line.operation.recall(note)) told = upload(line, post.images[i], note);
    if (told.fate == Fate::done && !line.operation.recall(note + "/ready")) told = await_media(line, note);
    if (told.fate != Fate::done) return told;
  }
  return {Fate::done};
}

Told Mastodon::send(Line const& line, Post const& post, Operation const& operation) const {
  std::vector<std::pair<std::string, std::string>> form{{"status", full_text(post)}, {"visibility", "public"}};
  if (!post.language.empty()) form.emplace_back("language", post.language);
  for (std::size_t i = 0; i < post.images.size(); ++i) form.emplace_back("media_ids[]", line.operation.recall("media/" + std::to_string(i)).value_or(""));
  net::Exchange const exchange = line.send({.method = net::Method::post, .url = line.account.service + "/api/v1/statuses",
                                            .headers = {bearer(line), {"Idempotency-Key", operation.key}, {"Content-Type", "application/x-www-form-urlencoded"}},
                                            .body = net::form_encoded(form)});
  Told told = told_of(exchange, line.clock.now());
  if (told.fate != Fate::done) return told;
  bj::object const answer = object_of(exchange);
  told.remote_id = text_at(answer, "id");
  told.url = text_at(answer, "url");
  return told.remote_id.empty() ? unreadable(told) : told;
}

/// The letters of a status without its HTML and white space: what survives a server's own formatting.
std::string letters_of(std::string const& html) {
  std::string text;
  bool tag = false;
  for (char const c : html) {
    if (c == '<') tag = true;
    if (!tag && static_cast<unsigned char>(c) > ' ') text += c;
    if (c == '>') tag = false;
  }
  for (auto const& [entity, letter] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&apos;", "'"}, {"&nbsp;", ""}, {"&amp;", "&"}}) {
    boost::algorithm::replace_all(text, entity, letter);
  }
  return text;
}

/// The same of our own text, in which '<' is a letter.
std::string letters_of_text(std::string const& text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return static_cast<unsigned char>(c) > ' '; });
  return out;
}

enum class Sort { words, name, server };
struct Part {
  Sort sort;
  std::string letters;
};

/// Our text as it must come back. Of a full mention, "@bob@other.social", the server stands apart: a server that knows the
/// account shows "@bob", and one that does not shows it whole.
std::vector<Part> parts_of(std::string const& text) {
  std::vector<Part> parts;
  std::size_t from = 0;
  for (text::Entity const& entity : text::find_entities(text)) {
    if (entity.kind != text::EntityKind::mention) continue;
    std::size_t const start = entity.range.byte_start, end = entity.range.byte_end;
    std::size_t const server = std::min(text.find('@', start + 1), end);
    parts.push_back({Sort::words, letters_of_text(text.substr(from, start - from))});
    parts.push_back({Sort::name, text.substr(start, server - start)});
    parts.push_back({Sort::server, text.substr(server, end - server)});
    from = end;
  }
  parts.push_back({Sort::words, letters_of_text(text.substr(from))});
  return parts;
}

/// Names are shown as the account writes them, in whatever case they were typed.
bool shows(std::string_view status, std::vector<Part> const& parts) {
  for (Part const& part : parts) {
    std::string_view const head = status.substr(0, part.letters.size());
    bool const same = part.sort == Sort::words ? head == part.letters : boost::algorithm::iequals(head, part.letters);
    if (same) status.remove_prefix(part.letters.size());
    if (!same && part.sort != Sort::server) return false;
  }
  return status.empty();
}

bool is_ours(bj::object const& status, Post const& post) {
  bj::value const* const media = at(status, "media_attachments");
  std::size_t const images = media != nullptr && media->is_array() ? media->get_array().size() : 0;
  return images == post.images.size() && shows(letters_of(text_at(status, "content")), parts_of(full_text(post)));
}

/// Those of the account before that one, the latest first.
net::Exchange statuses_before(Line const& line, std::string const& before) {
  std::vector<std::pair<std::string, std::string>> query{{"limit", "40"}, {"exclude_reblogs", "true"}};
  if (!before.empty()) query.emplace_back("max_id", before);
  std::string const account = line.session.recall("account").value_or("");
  return line.send({.url = with_query(line.account.service + "/api/v1/accounts/" + account + "/statuses", query), .headers = {bearer(line)}});
}

/// Back to when it may first have been sent; `absent` only once all since have been read.
Sighting Mastodon::look(Line const& line, Post const& post, Operation const& operation) const {
  Instant const since = operation.first_sent_at.value_or(operation.fixed_at) - std::chrono::seconds(60);
  std::string before;
  for (int page = 0; page < most_pages; ++page) {
    net::Exchange const exchange = statuses_before(line, before);
    Result<json::Value> const statuses = json::parse(exchange.body);
    if (!exchange.answered_with(200) || !statuses || !statuses->is_array()) return {Sight::unclear, {}, {}, told_of(exchange, line.clock.now()).detail};
    if (statuses->get_array().empty()) return {Sight::absent};
    for (bj::value const& value : statuses->get_array()) {
      bj::object const status = value.is_object() ? value.get_object() : bj::object();
      Result<Instant> const written_at = Instant::parse(text_at(status, "created_at"));
      if (!written_at) return {Sight::unclear};
      if (*written_at < since) return {Sight::absent};
      before = text_at(status, "id");
      bool const ours = is_ours(status, post) && !(operation.is_anothers && operation.is_anothers(before));
      if (ours) return {Sight::seen, before, text_at(status, "url")};
    }
  }
  return {Sight::unclear, {}, {}, "more statuses since than are read"};
}

Result<std::vector<Measure>> Mastodon::engagement(Line const& line, std::string const& remote_id) const {
  net::Exchange const exchange = line.send({.url = line.account.service + "/api/v1/statuses/" + percent_encoded(remote_id), .headers = {bearer(line)}});
  bj::object const status = object_of(exchange);
  if (!exchange.answered_with(200) || text_at(status, "id").empty()) return unavailable("publish.engagement_unread", exchange.detail);
  return std::vector<Measure>{{"reactions", integer_at(status, "favourites_count")}, {"shares", integer_at(status, "reblogs_count")}, {"comments", integer_at(status, "replies_count")}};
}

}  // namespace

std::unique_ptr<Connector> make_mastodon() { return std::make_unique<Mastodon>(); }

}  // namespace parvis::publish
