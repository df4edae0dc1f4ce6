// SPDX-License-Identifier: AGPL-3.0-or-later
// The Mastodon API (mastodon/documentation): apps, tokens, instance, media in two steps, statuses with Idempotency-Key.
#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/replace.hpp>

#include "base/encoding.h"
#include "simulator/network.h"
#include "simulator/page.h"
#include "text/count.h"

namespace parvis::simulator {
namespace {

namespace json = boost::json;

constexpr std::int64_t first_id = 115'000'000'000'000'000;
constexpr Milliseconds key_life = std::chrono::hours(1);
constexpr std::size_t most_images = 4;
constexpr std::size_t most_image_bytes = 16'777'216;
constexpr std::size_t longest_alt = 1500;

Answer refusal(int status, std::string const& message) { return json_answer(status, {{"error", message}}); }

/// A link, hashtag or mention as Mastodon shows it: of a mention the account's name alone, never its server, in small letters. A bare domain is no link.
std::string shown_entity(text::Entity const& entity, std::string const& written) {
  if (entity.kind == text::EntityKind::url && !entity.scheme) return escaped(written);
  std::string const value = escaped(entity.value);
  if (entity.kind == text::EntityKind::url) {
    std::size_t const host = value.find("://") + 3;
    return "<a href=\"" + value + "\" rel=\"nofollow noopener\"><span class=\"invisible\">" + value.substr(0, host) + "</span><span class=\"\">" + value.substr(host) + "</span></a>";
  }
  if (entity.kind == text::EntityKind::hashtag) return "<a href=\"https://simulated.invalid/tags/" + value + "\" class=\"mention hashtag\" rel=\"tag\">#<span>" + value + "</span></a>";
  std::size_t const at = value.find('@');
  std::string const name = boost::algorithm::to_lower_copy(value.substr(0, at)), server = at == std::string::npos ? "simulated.invalid" : value.substr(at + 1);
  return "<span class=\"h-card\" translate=\"no\"><a href=\"https://" + server + "/@" + name + "\" class=\"u-url mention\">@<span>" + name + "</span></a></span>";
}

/// As the API's `content`.
std::string html_of(std::string const& text) {
  std::string html = "<p>";
  std::size_t from = 0;
  for (text::Entity const& entity : text::find_entities(text)) {
    std::size_t const start = entity.range.byte_start, end = entity.range.byte_end;
    html += escaped(text.substr(from, start - from)) + shown_entity(entity, text.substr(start, end - start));
    from = end;
  }
  html += escaped(text.substr(from)) + "</p>";
  boost::algorithm::replace_all(html, "\n\n", "</p><p>");
  boost::algorithm::replace_all(html, "\n", "<br />");
  return html;
}

struct Media {
  std::string alt;
  int looks_left = 0;  // how many times it still says "processing"
  bool attached = false;
};

struct Kept {
  std::string id;
  Instant at;
};

class Mastodon final : public Network {
 public:
  using Network::Network;
  std::string name() const override { return "mastodon"; }
  Answer expired() override { return refusal(401, "The access token is invalid"); }
  Answer broken() override { return refusal(500, "We're sorry, but something went wrong on our end."); }
  Answer limited(int seconds) override {
    Answer answer = refusal(429, "Too many requests");
    answer.headers = {{"Retry-After", std::to_string(seconds)}, {"X-RateLimit-Remaining", "0"},
                      {"X-RateLimit-Reset", (clock_.now() + std::chrono::seconds(seconds)).to_string()}};
    return answer;
  }
  std::optional<Operation> find(Request const& request) override;
  void restore(StoredPost const& stored) override {
    last_ = std::max<std::int64_t>(last_, std::strtoll(stored.id.c_str(), nullptr, 10) - first_id);
    posts_.push_back(stored);
  }

 private:
  std::optional<Operation> find_guarded(Request const& request);
  Operation guarded(std::string operation, std::function<Answer(Request const&)> act);
  Answer instance();
  Answer make_app(Request const& request);
  Answer give_token(Request const& request);
  Answer account();
  Answer upload(Request const& request);
  Answer media_state(std::string const& id);
  Answer create(Request const& request);
  std::optional<Answer> refused(Fields const& form, std::vector<std::string> const& media) const;
  Answer show(std::string const& id);
  Answer list(Request const& request);
  Answer page(std::string const& id);
  json::object shown(StoredPost const& stored) const;
  std::string next_id() { return std::to_string(first_id + ++last_); }

  std::map<std::string, Media> media_;
  std::map<std::string, Kept> keys_;
  std::int64_t last_ = 0;
};

std::string rest_of(std::string const& path, std::string const& prefix) { return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string(); }

std::optional<Operation> Mastodon::find(Request const& request) {
  std::string const& path = request.path;
  if (path == "/api/v2/instance") return Operation{"instance", [this](Request const&) { return instance(); }};
  if (path == "/api/v1/apps") return Operation{"apps", [this](Request const& asked) { return make_app(asked); }};
  if (path == "/oauth/token") return Operation{"token", [this](Request const& asked) { return give_token(asked); }};
  if (std::string const id = rest_of(path, "/@demo/"); !id.empty()) return Operation{"page", [this, id](Request const&) { return page(id); }};
  if (!path.starts_with("/api/v1/") && !path.starts_with("/api/v2/")) return std::nullopt;
  return find_guarded(request);
}

std::optional<Operation> Mastodon::find_guarded(Request const& request) {
  std::string const& path = request.path;
  bool const posts = request.method == "POST";
  if (path == "/api/v1/accounts/verify_credentials") return guarded("account", [this](Request const&) { return account(); });
  if (path == "/api/v2/media" && posts) return guarded("media", [this](Request const& asked) { return upload(asked); });
  if (std::string const id = rest_of(path, "/api/v1/media/"); !id.empty()) return guarded("media.state", [this, id](Request const&) { return media_state(id); });
  if (path == "/api/v1/statuses" && posts) return guarded("statuses", [this](Request const& asked) { return create(asked); });
  if (std::string const id = rest_of(path, "/api/v1/statuses/"); !id.empty()) return guarded("statuses.show", [this, id](Request const&) { return show(id); });
  if (path == "/api/v1/accounts/1/statuses") return guarded("statuses.list", [this](Request const& asked) { return list(asked); });
  return Operation{"unknown", [](Request const&) { return refusal(404, "Record not found"); }};
}

Operation Mastodon::guarded(std::string operation, std::function<Answer(Request const&)> act) {
  return {std::move(operation), [this, act = std::move(act)](Request const& request) {
            if (request.header("authorization") != std::string("Bearer ") + account_token) return expired();
            return act(request);
          }};
}

Answer Mastodon::instance() {
  json::object const statuses{{"max_characters", 500}, {"max_media_attachments", most_images}, {"characters_reserved_per_url", 23}};
  json::object const media{{"supported_mime_types", {"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"}}, {"description_limit", longest_alt},
                           {"image_size_limit", most_image_bytes}, {"image_matrix_limit", 33'177'600}, {"video_size_limit", 103'809'024}};
  return json_answer(200, {{"domain", "simulated.invalid"}, {"title", "Simulated Mastodon"}, {"version", "4.5.0+simulated"},
                           {"configuration", {{"statuses", statuses}, {"media_attachments", media}, {"urls", {{"streaming", ""}}}}}});
}

Answer Mastodon::make_app(Request const& request) {
  std::optional<json::object> const object = request.object();
  Fields const form = request.form();
  bool const named = (object && !text_at(*object, "client_name").empty()) || form.contains("client_name");
  if (!named) return refusal(422, "Validation failed: Application name can't be blank");
  return json_answer(200, {{"id", "1"}, {"name", "Parvis"}, {"client_id", "simulated-client"}, {"client_secret", "simulated-secret"}, {"redirect_uri", "urn:ietf:wg:oauth:2.0:oob"}});
}

Answer Mastodon::give_token(Request const& request) {
  Fields const form = request.form();
  auto const grant = form.find("grant_type");
  if (grant == form.end() || (grant->second != "authorization_code" && grant->second != "client_credentials")) {
    return json_answer(400, {{"error", "unsupported_grant_type"}});
  }
  return json_answer(200, {{"access_token", account_token}, {"token_type", "Bearer"}, {"scope", "read write"}, {"created_at", clock_.now().milliseconds() / 1000}});
}

Answer Mastodon::account() {
  return json_answer(200, {{"id", "1"}, {"username", account_name}, {"acct", account_name}, {"display_name", "Demo (simulated)"},
                           {"url", address() + "/@demo"}, {"followers_count", 128}, {"statuses_count", posts_.size()}});
}

Answer Mastodon::upload(Request const& request) {
  std::optional<Upload> const file = request.upload("file");
  if (!file || file->bytes.empty()) return refusal(422, "Validation failed: File can't be blank");
  if (!file->media_type.starts_with("image/") && !file->media_type.starts_with("video/")) return refusal(422, "Validation failed: File content type is invalid");
  if (file->bytes.size() > most_image_bytes) return refusal(422, "Validation failed: File must be less than 16 MB");
  Fields const form = request.form();
  auto const alt = form.find("description");
  std::string const description = alt == form.end() ? "" : alt->second;
  if (code_points(description) > longest_alt) return refusal(422, "Validation failed: Description is too long (maximum is 1500 characters)");
  std::string const id = next_id();
  media_[id] = {description, 1};
  return json_answer(202, {{"id", id}, {"type", "image"}, {"url", nullptr}, {"description", description}});
}

Answer Mastodon::media_state(std::string const& id) {
  auto const found = media_.find(id);
  if (found == media_.end()) return refusal(404, "Record not found");
  bool const ready = found->second.looks_left-- <= 0;
  json::value const url = ready ? json::value(address() + "/media/" + id) : json::value(nullptr);
  return json_answer(ready ? 200 : 206, {{"id", id}, {"type", "image"}, {"url", url}, {"description", found->second.alt}});
}

std::optional<Answer> Mastodon::refused(Fields const& form, std::vector<std::string> const& media) const {
  auto const status = form.find("status");
  std::string const text = status == form.end() ? "" : status->second;
  if (text.empty() && media.empty()) return refusal(422, "Validation failed: Text can't be blank");
  Result<text::Reading> const reading = text::Reading::of(text, text::Language::unknown);
  if (!reading || !text::fits(text::count_for(*reading, *text::text_rules("mastodon", "post")))) {
    return refusal(422, "Validation failed: Text character limit of 500 exceeded");
  }
  if (media.size() > most_images) return refusal(422, "Validation failed: Cannot attach more than 4 files");
  for (std::string const& id : media) {
    auto const found = media_.find(id);
    if (found == media_.end() || found->second.attached) return refusal(422, "Validation failed: Media is invalid");
    if (found->second.looks_left >= 0) return refusal(422, "Cannot attach files that have not finished processing. Try again in a moment!");
  }
  auto const visibility = form.find("visibility");
  static constexpr std::string_view known[] = {"public", "unlisted", "private", "direct"};
  bool const valid = visibility == form.end() || std::find(std::begin(known), std::end(known), visibility->second) != std::end(known);
  return valid ? std::nullopt : std::optional(refusal(422, "Validation failed: Visibility is not included in the list"));
}

Answer Mastodon::create(Request const& request) {
  std::string const key = request.header("idempotency-key");
  auto const kept = key.empty() ? keys_.end() : keys_.find(key);
  if (kept != keys_.end() && clock_.now() - kept->second.at < key_life) return show(kept->second.id);
  Fields const form = request.form();
  std::vector<std::string> media;
  for (auto [entry, end] = form.equal_range("media_ids[]"); entry != end; ++entry) media.push_back(entry->second);
  if (std::optional<Answer> const answer = refused(form, media)) return *answer;
  StoredPost stored;
  stored.id = next_id();
  auto const status = form.find("status");
  stored.text = status == form.end() ? "" : status->second;
  stored.at = clock_.now();
  stored.url = address() + "/@demo/" + stored.id;
  for (std::string const& id : media) {
    media_[id].attached = true;
    stored.alts.push_back(media_[id].alt);
  }
  posts_.push_back(stored);
  if (!key.empty()) keys_[key] = {stored.id, stored.at};
  return json_answer(200, shown(stored));
}

json::object Mastodon::shown(StoredPost const& stored) const {
  Engagement const engagement = engagement_of(stored.id);
  json::array attachments;
  for (std::string const& alt : stored.alts) attachments.push_back({{"type", "image"}, {"description", alt}});
  return {{"id", stored.id}, {"created_at", stored.at.to_string()}, {"url", stored.url}, {"uri", stored.url}, {"content", html_of(stored.text)},
          {"text", stored.text}, {"visibility", "public"}, {"media_attachments", attachments}, {"favourites_count", engagement.likes},
          {"reblogs_count", engagement.reposts}, {"replies_count", engagement.replies}};
}

Answer Mastodon::show(std::string const& id) {
  StoredPost const* const stored = post(id);
  return stored == nullptr ? refusal(404, "Record not found") : json_answer(200, shown(*stored));
}

Answer Mastodon::list(Request const& request) {
  std::size_t const limit = request.asked("limit").empty() ? 20 : std::min<std::size_t>(40, std::strtoul(request.asked("limit").c_str(), nullptr, 10));
  std::string const before = request.asked("max_id");
  json::array all;
  for (auto stored = posts_.rbegin(); stored != posts_.rend() && all.size() < limit; ++stored) {
    if (before.empty() || stored->id < before) all.push_back(shown(*stored));
  }
  return json_answer(200, all);
}

Answer Mastodon::page(std::string const& id) { return post_page("Simulated Mastodon", post(id)); }

}  // namespace

std::unique_ptr<Network> make_mastodon(Clock const& clock) { return std::make_unique<Mastodon>(clock); }

}  // namespace parvis::simulator
