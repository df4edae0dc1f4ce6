// SPDX-License-Identifier: AGPL-3.0-or-later
// Bluesky through the AT Protocol. The record's key is ours, so a second copy cannot exist: the server answers 500 to
// a key that is taken (seen on @atproto/pds 0.5.35), which reads as unknown, and getRecord then tells.
#include <fstream>

#include "base/encoding.h"
#include "publish/answer.h"
#include "text/reading.h"

namespace parvis::publish {
namespace {

namespace bj = boost::json;

constexpr char const* collection = "app.bsky.feed.post";

bool is_expired(Told const& told, bj::object const& answer) {
  std::string const error = text_at(answer, "error");
  return told.status == 400 && (error == "ExpiredToken" || error == "InvalidToken");
}

class Bluesky final : public Connector {
 public:
  Repeatable repeatable() const override { return always_repeatable; }
  Told sign_in(Line const& line) const override;
  Told prepare(Line const& line, Post const& post, Operation const& operation) const override;
  Told send(Line const& line, Post const& post, Operation const& operation) const override;
  Sighting look(Line const& line, Post const& post, Operation const& operation) const override;
  Result<std::vector<Measure>> engagement(Line const& line, std::string const& remote_id) const override;
};

std::string method(Line const& line, std::string const& name) { return line.account.service + "/xrpc/" + name; }

net::Headers headers(Line const& line, std::string const& media_type) {
  return {{"Authorization", "Bearer " + line.session.recall("access").value_or("")}, {"Content-Type", media_type}};
}

/// The table's reading, and this network's: an expired token is a 400 here.
Told reading(Line const& line, net::Exchange const& exchange) {
  Told told = told_of(exchange, line.clock.now());
  if (!is_expired(told, object_of(exchange))) return told;
  told.fate = Fate::sign_in;
  told.code = "publish.session_expired";
  return told;
}

std::string profile(Line const& line, std::string const& name) {
  return (line.account.web.empty() ? std::string("https://bsky.app") : line.account.web) + "/profile/" + name;
}

Told take_session(Line const& line, net::Exchange const& exchange) {
  Told told = told_of(exchange, line.clock.now());
  bj::object const answer = object_of(exchange);
  std::string const access = text_at(answer, "accessJwt");
  if (told.fate != Fate::done) return told;
  if (access.empty() || text_at(answer, "did").empty()) return unreadable(told);
  line.session.keep("did", text_at(answer, "did"));
  line.session.keep("handle", text_at(answer, "handle"));
  // A refresh token that is absent must not erase the one that stands.
  if (std::string const refresh = text_at(answer, "refreshJwt"); !refresh.empty()) line.session.keep("refresh", refresh);
  line.session.keep("access", access);
  told.remote_id = text_at(answer, "did");
  told.url = profile(line, text_at(answer, "handle"));
  told.detail.clear();
  return told;
}

Told Bluesky::sign_in(Line const& line) const {
  if (std::optional<std::string> const refresh = line.session.recall("refresh")) {
    net::Exchange const renewed = line.send({.method = net::Method::post, .url = method(line, "com.atproto.server.refreshSession"), .headers = {{"Authorization", "Bearer " + *refresh}}});
    Told const told = take_session(line, renewed);
    bool const dead = told.fate == Fate::sign_in || is_expired(told, object_of(renewed));
    if (!dead) return told;
  }
  bj::object const credentials{{"identifier", line.account.name}, {"password", line.account.secret}};
  return take_session(line, line.send({.method = net::Method::post, .url = method(line, "com.atproto.server.createSession"),
                                       .headers = {{"Content-Type", "application/json"}}, .body = bj::serialize(credentials)}));
}

Told upload(Line const& line, Image const& image, std::string const& note) {
  std::error_code error;
  std::uintmax_t const size = std::filesystem::file_size(image.file, error);
  if (error) return {Fate::refused, "publish.media_unreadable", image.file};
  auto const most = static_cast<std::uintmax_t>(strategy::rules_of(Network::bluesky).image_bytes.value_or(std::numeric_limits<std::int64_t>::max()));
  if (size > most) return {Fate::refused, "publish.image_too_heavy", std::to_string(size) + " > " + std::to_string(most)};
  net::Exchange const exchange = line.send({.method = net::Method::post, .url = method(line, "com.atproto.repo.uploadBlob"),
                                            .headers = headers(line, image.media_type), .body = net::FileBody{image.file}});
  Told told = reading(line, exchange);
  if (told.fate != Fate::done) return told;
  bj::object const answer = object_of(exchange);
  bj::value const* const blob = at(answer, "blob");
  if (blob == nullptr) return unreadable(told);
  line.operation.keep(note, bj::serialize(*blob));
  return told;
}

/// Nobody of that name, a 400: the words stay plain text. Anything else is no answer, and nobody has seen the post yet.
Told resolve_mention(Line const& line, std::string const& handle) {
  net::Exchange const exchange = line.send({.url = with_query(method(line, "com.atproto.identity.resolveHandle"), {{"handle", handle}})});
  Told const told = told_of(exchange, line.clock.now());
  std::string const did = text_at(object_of(exchange), "did");
  bool const is_nobody = exchange.answered_with(400);
  if (told.fate != Fate::done && !is_nobody) return told;
  if (did.empty() && !is_nobody) return unreadable(told);
  line.operation.keep("mention/" + handle, did);
  return {Fate::done};
}

std::vector<text::Entity> entities_of(Post const& post) {
  Result<text::Reading> const reading = text::Reading::of(full_text(post), text::Language::unknown);
  return reading ? reading->entities() : std::vector<text::Entity>();
}

Told Bluesky::prepare(Line const& line, Post const& post, Operation const&) const {
  if (!line.session.recall("access")) {
    Told const told = sign_in(line);
    if (told.fate != Fate::done) return told;
  }
  for (std::size_t i = 0; i < post.images.size(); ++i) {
    std::string const note = "blob/" + std::to_string(i);
    if (line.operation.recall(note)) continue;
    Told const told = upload(line, post.images[i], note);
    if (told.fate != Fate::done) return told;
  }
  for (text::Entity const& entity : entities_of(post)) {
    bool const unknown = entity.kind == text::EntityKind::mention && !line.operation.recall("mention/" + entity.value);
    Told const told = unknown ? resolve_mention(line, entity.value) : Told{Fate::done};
    if (told.fate != Fate::done) return told;
  }
  return {Fate::done};
}

std::optional<bj::object> feature_of(Line const& line, text::Entity const& entity) {
  switch (entity.kind) {
    case text::EntityKind::url: return bj::object{{"$type", "app.bsky.richtext.facet#link"}, {"uri", entity.value}};
    case text::EntityKind::hashtag: return bj::object{{"$type", "app.bsky.richtext.facet#tag"}, {"tag", entity.value}};
    case text::EntityKind::mention: break;
  }
  std::string const did = line.operation.recall("mention/" + entity.value).value_or("");
  if (did.empty()) return std::nullopt;
  return bj::object{{"$type", "app.bsky.richtext.facet#mention"}, {"did", did}};
}

bj::array facets_of(Line const& line, Post const& post) {
  bj::array facets;
  for (text::Entity const& entity : entities_of(post)) {
    std::optional<bj::object> const feature = feature_of(line, entity);
    if (!feature) continue;
    facets.push_back({{"index", {{"byteStart", entity.range.byte_start}, {"byteEnd", entity.range.byte_end}}}, {"features", bj::array{*feature}}});
  }
  return facets;
}

bj::object record_of(Line const& line, Post const& post, Operation const& operation) {
  bj::object record{{"$type", collection}, {"text", full_text(post)}, {"createdAt", operation.fixed_at.to_string()}};
  if (!post.language.empty()) record["langs"] = bj::array{post.language};
  if (bj::array facets = facets_of(line, post); !facets.empty()) record["facets"] = std::move(facets);
  bj::array images;
  for (std::size_t i = 0; i < post.images.size(); ++i) {
    std::string const blob = line.operation.recall("blob/" + std::to_string(i)).value_or("null");
    images.push_back({{"alt", post.images[i].alt}, {"image", json::parse(blob).value_or(json::Value())}});
  }
  if (!images.empty()) record["embed"] = {{"$type", "app.bsky.embed.images"}, {"images", std::move(images)}};
  return record;
}

std::string post_url(Line const& line, std::string const& key) {
  return profile(line, line.session.recall("handle").value_or(line.account.name)) + "/post/" + key;
}

Told Bluesky::send(Line const& line, Post const& post, Operation const& operation) const {
  bj::object const body{{"repo", line.session.recall("did").value_or("")}, {"collection", collection}, {"rkey", operation.record_key},
                        {"record", record_of(line, post, operation)}};
  net::Exchange const exchange = line.send({.method = net::Method::post, .url = method(line, "com.atproto.repo.createRecord"),
                                            .headers = headers(line, "application/json"), .body = bj::serialize(body)});
  Told told = reading(line, exchange);
  if (told.fate != Fate::done) return told;
  told.remote_id = text_at(object_of(exchange), "uri");
  if (told.remote_id.empty()) return unreadable(told);
  told.url = post_url(line, operation.record_key);
  return told;
}

Sighting Bluesky::look(Line const& line, Post const&, Operation const& operation) const {
  std::string const did = line.session.recall("did").value_or("");
  net::Exchange const exchange = line.send({.url = with_query(method(line, "com.atproto.repo.getRecord"), {{"repo", did}, {"collection", collection}, {"rkey", operation.record_key}})});
  bj::object const answer = object_of(exchange);
  if (exchange.answered_with(200) && at(answer, "value") != nullptr) return {Sight::seen, text_at(answer, "uri"), post_url(line, operation.record_key)};
  if (exchange.answered_with(400) && text_at(answer, "error") == "RecordNotFound") return {Sight::absent};
  return {Sight::unclear, {}, {}, told_of(exchange, line.clock.now()).detail};
}

Result<std::vector<Measure>> Bluesky::engagement(Line const& line, std::string const& remote_id) const {
  net::Exchange const exchange = line.send({.url = with_query(method(line, "app.bsky.feed.getPosts"), {{"uris", remote_id}}), .headers = {{"Authorization", "Bearer " + line.session.recall("access").value_or("")}}});
  if (reading(line, exchange).fate == Fate::sign_in) return unauthenticated("publish.session_expired");
  bj::object const answer = object_of(exchange);
  bj::value const* const posts = at(answer, "posts");
  bool const told = exchange.answered_with(200) && posts != nullptr && posts->is_array() && !posts->get_array().empty() && posts->get_array()[0].is_object();
  if (!told) return unavailable("publish.engagement_unread", exchange.detail);
  bj::object const& post = posts->get_array()[0].get_object();
  return std::vector<Measure>{{"reactions", integer_at(post, "likeCount")}, {"shares", integer_at(post, "repostCount") + integer_at(post, "quoteCount")},
                              {"comments", integer_at(post, "replyCount")}};
}

}  // namespace

std::unique_ptr<Connector> make_bluesky() { return std::make_unique<Bluesky>(); }

}  // namespace parvis::publish
