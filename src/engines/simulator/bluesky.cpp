// SPDX-License-Identifier: AGPL-3.0-or-later
// The AT Protocol as a personal data server speaks it: sessions, blobs, records under a key of the client's choice.
// Its refusals are those seen from @atproto/pds 0.5.35; a taken record key answers 500, as there. Stricter than the
// network in one point: a facet beyond the text, or within a character, is refused (the real server keeps it).
#include "base/digest.h"
#include "base/encoding.h"
#include "simulator/network.h"
#include "simulator/page.h"
#include "text/count.h"

namespace parvis::simulator {
namespace {

namespace json = boost::json;

constexpr char const* did = "did:plc:simulatedparvis2345demo";
constexpr char const* handle = "demo.test";
constexpr char const* post_collection = "app.bsky.feed.post";
constexpr Milliseconds access_life = std::chrono::hours(2);
constexpr std::size_t most_image_bytes = 1'000'000;
constexpr std::size_t most_images = 4;

Answer refusal(int status, char const* error, std::string const& message) { return json_answer(status, {{"error", error}, {"message", message}}); }

std::string base32(std::string_view bytes) {
  constexpr char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (char const c : bytes) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += digits[held >> (bits - 5) & 31];
  }
  return bits == 0 ? out : out + digits[held << (5 - bits) & 31];
}

std::string content_id(char codec, std::string_view bytes) { return "b" + base32(std::string{1, codec, 0x12, 0x20} + sha256(bytes)); }

bool is_tid(std::string const& key) {
  bool const shaped = key.size() == 13 && key.find_first_not_of("234567abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  return shaped && std::string_view("234567abcdefghij").find(key[0]) != std::string_view::npos;
}

struct Record {
  json::value value;
  std::string cid;
  Instant at;
};

class Bluesky final : public Network {
 public:
  using Network::Network;
  std::string name() const override { return "bluesky"; }
  Answer expired() override { return refusal(400, "ExpiredToken", "Token has expired"); }
  Answer broken() override { return refusal(500, "InternalServerError", "Internal Server Error"); }
  Answer limited(int seconds) override {
    Answer answer = refusal(429, "RateLimitExceeded", "Rate Limit Exceeded");
    answer.headers = {{"Retry-After", std::to_string(seconds)}, {"RateLimit-Remaining", "0"}};
    return answer;
  }
  std::optional<Operation> find(Request const& request) override;
  void restore(StoredPost const& stored) override {
    json::object const record{{"$type", post_collection}, {"text", stored.text}, {"createdAt", stored.at.to_string()}};
    records_[stored.id] = {record, content_id(0x71, json::serialize(record)), stored.at};
    posts_.push_back(stored);
  }

 private:
  Operation guarded(std::string operation, std::function<Answer(Request const&)> act);
  Answer open_session(Request const& request);
  Answer refresh_session(Request const& request);
  Answer tokens();
  Answer resolve(Request const& request);
  Answer upload(Request const& request);
  Answer create(Request const& request);
  std::optional<Answer> refused(json::object const& record) const;
  std::optional<Answer> refused_facets(json::object const& record, std::string const& text) const;
  std::optional<Answer> refused_images(json::object const& record) const;
  std::string refused_image(json::value const& image) const;
  void keep(std::string const& key, json::object const& record);
  Answer get(Request const& request);
  Answer list(Request const& request);
  Answer counts(Request const& request);
  std::string uri(std::string const& key) const { return std::string("at://") + did + "/" + post_collection + "/" + key; }

  std::map<std::string, Record> records_;
  std::map<std::string, std::size_t> blobs_;  // sizes by content id
  std::map<std::string, Instant> accesses_;   // ends by token
  std::string refresh_;
  int sessions_ = 0;
};

std::optional<Operation> Bluesky::find(Request const& request) {
  std::string const& path = request.path;
  std::string const page = std::string("/profile/") + handle + "/post/";
  if (path.starts_with(page)) return Operation{"page", [this, key = path.substr(page.size())](Request const&) { return post_page("Simulated Bluesky", post(key)); }};
  if (!path.starts_with("/xrpc/")) return std::nullopt;
  std::string const method = path.substr(6);
  if (method == "com.atproto.server.createSession") return Operation{"createSession", [this](Request const& asked) { return open_session(asked); }};
  if (method == "com.atproto.server.refreshSession") return Operation{"refreshSession", [this](Request const& asked) { return refresh_session(asked); }};
  if (method == "com.atproto.identity.resolveHandle") return Operation{"resolveHandle", [this](Request const& asked) { return resolve(asked); }};
  if (method == "com.atproto.repo.uploadBlob") return guarded("uploadBlob", [this](Request const& asked) { return upload(asked); });
  if (method == "com.atproto.repo.createRecord") return guarded("createRecord", [this](Request const& asked) { return create(asked); });
  if (method == "com.atproto.repo.getRecord") return Operation{"getRecord", [this](Request const& asked) { return get(asked); }};
  if (method == "com.atproto.repo.listRecords") return Operation{"listRecords", [this](Request const& asked) { return list(asked); }};
  if (method == "app.bsky.feed.getPosts") return guarded("getPosts", [this](Request const& asked) { return counts(asked); });
  return Operation{"unknown", [](Request const&) { return refusal(501, "MethodNotImplemented", "Method Not Implemented"); }};
}

Operation Bluesky::guarded(std::string operation, std::function<Answer(Request const&)> act) {
  return {std::move(operation), [this, act = std::move(act)](Request const& request) {
            std::string const given = request.header("authorization");
            if (!given.starts_with("Bearer ")) return refusal(401, "AuthMissing", "Authentication Required");
            auto const found = accesses_.find(given.substr(7));
            if (found == accesses_.end()) return refusal(400, "InvalidToken", "Token could not be verified");
            return found->second < clock_.now() ? expired() : act(request);
          }};
}

Answer Bluesky::tokens() {
  std::string const number = std::to_string(++sessions_);
  accesses_["simulated-access-" + number] = clock_.now() + access_life;
  refresh_ = "simulated-refresh-" + number;
  return json_answer(200, {{"accessJwt", "simulated-access-" + number}, {"refreshJwt", refresh_}, {"handle", handle}, {"did", did}, {"active", true}});
}

Answer Bluesky::open_session(Request const& request) {
  std::optional<json::object> const object = request.object();
  if (!object) return refusal(400, "InvalidRequest", "Request encoding (Content-Type) required but not provided");
  std::string const identifier = text_at(*object, "identifier");
  bool const known = (identifier == handle || identifier == account_name || identifier == did) && text_at(*object, "password") == account_password;
  return known ? tokens() : refusal(401, "AuthenticationRequired", "Invalid identifier or password");
}

Answer Bluesky::refresh_session(Request const& request) {
  if (refresh_.empty() || request.header("authorization") != "Bearer " + refresh_) return refusal(400, "ExpiredToken", "Token has been revoked");
  return tokens();
}

Answer Bluesky::resolve(Request const& request) {
  return request.asked("handle") == handle ? json_answer(200, {{"did", did}}) : refusal(400, "InvalidRequest", "Unable to resolve handle");
}

Answer Bluesky::upload(Request const& request) {
  if (request.body.empty() || request.header("content-type").empty()) return refusal(400, "InvalidRequest", "Request encoding (Content-Type) required but not provided");
  std::string const cid = content_id(0x55, request.body);
  blobs_[cid] = request.body.size();
  return json_answer(200, {{"blob", {{"$type", "blob"}, {"ref", {{"$link", cid}}}, {"mimeType", request.header("content-type")}, {"size", request.body.size()}}}});
}

std::optional<Answer> Bluesky::refused_facets(json::object const& record, std::string const& text) const {
  auto const* facets = record.if_contains("facets");
  if (facets == nullptr) return std::nullopt;
  auto const wrong = [] { return refusal(400, "InvalidRequest", "Invalid app.bsky.feed.post record: facet out of the text at $.record.facets"); };
  if (!facets->is_array()) return wrong();
  auto const inside = [&](std::int64_t at) { return at >= 0 && at <= static_cast<std::int64_t>(text.size()) && is_utf8(text.substr(0, static_cast<std::size_t>(at))); };
  for (json::value const& facet : facets->get_array()) {
    auto const* index = facet.is_object() ? facet.get_object().if_contains("index") : nullptr;
    if (index == nullptr || !index->is_object()) return wrong();
    std::int64_t const start = index->get_object().at("byteStart").to_number<std::int64_t>();
    std::int64_t const end = index->get_object().at("byteEnd").to_number<std::int64_t>();
    if (start >= end || !inside(start) || !inside(end)) return wrong();
  }
  return std::nullopt;
}

std::string Bluesky::refused_image(json::value const& image) const {
  if (!image.is_object() || !image.get_object().contains("alt")) return "Missing required key \"alt\"";
  auto const* blob = image.get_object().if_contains("image");
  auto const* ref = blob != nullptr && blob->is_object() ? blob->get_object().if_contains("ref") : nullptr;
  std::string const cid = ref != nullptr && ref->is_object() ? text_at(ref->get_object(), "$link") : "";
  auto const found = blobs_.find(cid);
  if (found == blobs_.end()) return "Could not find blob: " + cid;
  return found->second > most_image_bytes ? "blob too big (maximum 2000000)" : "";
}

std::optional<Answer> Bluesky::refused_images(json::object const& record) const {
  auto const* embed = record.if_contains("embed");
  if (embed == nullptr || !embed->is_object() || text_at(embed->get_object(), "$type") != "app.bsky.embed.images") return std::nullopt;
  auto const* images = embed->get_object().if_contains("images");
  if (images == nullptr || !images->is_array() || images->get_array().size() > most_images) return refusal(400, "InvalidRequest", "array too big (maximum 4) at $.record.embed.images");
  for (json::value const& image : images->get_array()) {
    if (std::string const wrong = refused_image(image); !wrong.empty()) return refusal(400, "InvalidRequest", "Invalid app.bsky.feed.post record: " + wrong + " at $.record.embed.images");
  }
  return std::nullopt;
}

std::optional<Answer> Bluesky::refused(json::object const& record) const {
  std::string const text = text_at(record, "text");
  if (!record.contains("text") || text_at(record, "$type") != post_collection) return refusal(400, "InvalidRequest", "Invalid app.bsky.feed.post record: Missing required key \"text\" at $.record");
  if (!Instant::parse(text_at(record, "createdAt"))) return refusal(400, "InvalidRequest", "Invalid app.bsky.feed.post record: Invalid datetime at $.record.createdAt");
  auto const* languages = record.if_contains("langs");
  if (languages != nullptr && (!languages->is_array() || languages->get_array().size() > 3)) return refusal(400, "InvalidRequest", "array too big (maximum 3) at $.record.langs");
  Result<text::Reading> const reading = text::Reading::of(text, text::Language::unknown);
  if (!reading || !text::fits(text::count_for(*reading, *text::text_rules("bluesky", "post")))) {
    return refusal(400, "InvalidRequest", "Invalid app.bsky.feed.post record: grapheme too big (maximum 300) at $.record.text");
  }
  if (std::optional<Answer> facets = refused_facets(record, text)) return facets;
  return refused_images(record);
}

void Bluesky::keep(std::string const& key, json::object const& record) {
  StoredPost stored{key, text_at(record, "text"), clock_.now(), {}, address() + "/profile/" + handle + "/post/" + key};
  if (auto const* embed = record.if_contains("embed"); embed != nullptr && embed->is_object() && embed->get_object().contains("images")) {
    for (json::value const& image : embed->get_object().at("images").get_array()) stored.alts.push_back(text_at(image.get_object(), "alt"));
  }
  records_[key] = {record, content_id(0x71, json::serialize(record)), stored.at};
  posts_.push_back(stored);
}

Answer Bluesky::create(Request const& request) {
  std::optional<json::object> const object = request.object();
  auto const* record = object ? object->if_contains("record") : nullptr;
  if (record == nullptr || !record->is_object()) return refusal(400, "InvalidRequest", "Input must have the property \"record\"");
  std::string const repository = text_at(*object, "repo");
  if (repository != did && repository != handle) return refusal(400, "InvalidRequest", "Could not find repo: " + repository);
  if (text_at(*object, "collection") != post_collection) return refusal(400, "InvalidRequest", "Invalid collection");
  std::string const key = text_at(*object, "rkey");
  if (!is_tid(key)) return refusal(400, "InvalidRequest", "Invalid record key for app.bsky.feed.post: Invalid TID string (got \"" + key + "\") at $");
  if (std::optional<Answer> const answer = refused(record->get_object())) return *answer;
  if (records_.contains(key)) return broken();
  keep(key, record->get_object());
  return json_answer(200, {{"uri", uri(key)}, {"cid", records_[key].cid}, {"validationStatus", "valid"}});
}

Answer Bluesky::get(Request const& request) {
  auto const found = records_.find(request.asked("rkey"));
  if (found == records_.end()) return refusal(400, "RecordNotFound", "Could not locate record: " + uri(request.asked("rkey")));
  return json_answer(200, {{"uri", uri(found->first)}, {"cid", found->second.cid}, {"value", found->second.value}});
}

Answer Bluesky::list(Request const&) {
  json::array all;
  for (auto entry = records_.rbegin(); entry != records_.rend(); ++entry) {
    all.push_back({{"uri", uri(entry->first)}, {"cid", entry->second.cid}, {"value", entry->second.value}});
  }
  return json_answer(200, {{"records", all}});
}

Answer Bluesky::counts(Request const& request) {
  json::array all;
  for (auto [entry, end] = request.query.equal_range("uris"); entry != end; ++entry) {
    std::string const key = entry->second.substr(entry->second.rfind('/') + 1);
    auto const found = records_.find(key);
    if (found == records_.end()) continue;
    Engagement const engagement = engagement_of(key);
    all.push_back({{"uri", uri(key)}, {"cid", found->second.cid}, {"likeCount", engagement.likes}, {"repostCount", engagement.reposts},
                   {"replyCount", engagement.replies}, {"quoteCount", 0}, {"record", found->second.value}});
  }
  return json_answer(200, {{"posts", all}});
}

}  // namespace

std::unique_ptr<Network> make_bluesky(Clock const& clock) { return std::make_unique<Bluesky>(clock); }

}  // namespace parvis::simulator
