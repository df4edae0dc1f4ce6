// SPDX-License-Identifier: AGPL-3.0-or-later
// WordPress REST (WP-API/docs): media, posts from draft to publish, by slug, application passwords, comments' count.
#include "base/encoding.h"
#include "simulator/network.h"
#include "simulator/page.h"

namespace parvis::simulator {
namespace {

namespace json = boost::json;

Answer refusal(int status, char const* code, std::string const& message) {
  return json_answer(status, {{"code", code}, {"message", message}, {"data", {{"status", status}}}});
}

struct Draft {
  int id = 0;
  std::string title;
  std::string content;
  std::string slug;
  std::string status;
  int featured_media = 0;
  Instant at;
};

struct Media {
  std::string file_name;
  std::string media_type;
  std::string alt;
};

std::string slug_of(std::string const& title) {
  std::string slug;
  for (char const c : title) {
    char const low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    bool const kept = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
    if (kept) slug += low;
    else if (!slug.empty() && slug.back() != '-') slug += '-';
  }
  return slug;
}

class WordPress final : public Network {
 public:
  using Network::Network;
  std::string name() const override { return "wordpress"; }
  std::size_t hidden() const override { return drafts_.size() - posts_.size(); }
  Answer expired() override { return refusal(401, "incorrect_password", "The provided password is an invalid application password."); }
  Answer broken() override { return refusal(500, "internal_server_error", "There has been a critical error on this website."); }
  Answer limited(int seconds) override {
    Answer answer = refusal(429, "too_many_requests", "Too many requests");
    answer.headers = {{"Retry-After", std::to_string(seconds)}};
    return answer;
  }
  std::optional<Operation> find(Request const& request) override;
  void restore(StoredPost const& stored) override {
    int const id = std::atoi(stored.id.c_str());
    drafts_[id] = {id, "", stored.text, "", "publish", 0, stored.at};
    last_ = std::max(last_, id);
    posts_.push_back(stored);
  }

 private:
  Answer index();
  Answer me(Request const& request);
  Answer upload(Request const& request);
  Answer describe(Request const& request, int id);
  Answer create(Request const& request);
  Answer change(Request const& request, int id);
  Answer list(Request const& request);
  Answer show(Request const& request, int id);
  Answer comments(Request const& request);
  Answer page(int id);
  std::optional<Answer> apply(json::object const& fields, Draft& draft);
  void publish(Draft const& draft);
  std::string free_slug(Draft const& draft) const;
  json::object shown(Draft const& draft) const;
  bool is_signed_in(Request const& request) const;
  Operation guarded(std::string operation, std::function<Answer(Request const&)> act);

  std::map<int, Draft> drafts_;
  std::map<int, Media> media_;
  int last_ = 10;
};

std::size_t number_asked(Request const& request, std::string const& name, int otherwise) {
  int const number = std::atoi(request.asked(name).c_str());
  return static_cast<std::size_t>(number > 0 ? number : otherwise);
}

int trailing_number(std::string const& path, std::string const& prefix) {
  if (!path.starts_with(prefix)) return 0;
  return std::atoi(path.substr(prefix.size()).c_str());
}

std::optional<Operation> WordPress::find(Request const& request) {
  std::string path = request.path;
  if (!request.asked("rest_route").empty()) path = "/wp-json" + request.asked("rest_route");
  if (int const id = trailing_number(path, "/simulated-wordpress/"); id > 0) return Operation{"page", [this, id](Request const&) { return page(id); }};
  if (!path.starts_with("/wp-json")) return std::nullopt;
  bool const writes = request.method == "POST" || request.method == "PUT";
  if (path == "/wp-json" || path == "/wp-json/") return Operation{"index", [this](Request const&) { return index(); }};
  if (path == "/wp-json/wp/v2/users/me") return guarded("me", [this](Request const& asked) { return me(asked); });
  if (path == "/wp-json/wp/v2/media" && writes) return guarded("media", [this](Request const& asked) { return upload(asked); });
  if (int const id = trailing_number(path, "/wp-json/wp/v2/media/"); id > 0 && writes) return guarded("media.describe", [this, id](Request const& asked) { return describe(asked, id); });
  if (path == "/wp-json/wp/v2/posts" && writes) return guarded("posts.create", [this](Request const& asked) { return create(asked); });
  if (path == "/wp-json/wp/v2/posts") return guarded("posts.list", [this](Request const& asked) { return list(asked); });
  if (path == "/wp-json/wp/v2/comments") return guarded("comments", [this](Request const& asked) { return comments(asked); });
  int const id = trailing_number(path, "/wp-json/wp/v2/posts/");
  if (id > 0 && writes) return guarded("posts.change", [this, id](Request const& asked) { return change(asked, id); });
  if (id > 0) return guarded("posts.show", [this, id](Request const& asked) { return show(asked, id); });
  return Operation{"unknown", [](Request const&) { return refusal(404, "rest_no_route", "No route was found matching the URL and request method."); }};
}

bool WordPress::is_signed_in(Request const& request) const {
  std::string const given = request.header("authorization");
  if (!given.starts_with("Basic ")) return false;
  std::string pair = from_base64(given.substr(6)).value_or("");
  std::erase(pair, ' ');  // application passwords are shown in groups, and accepted with or without the spaces
  return pair == std::string(account_name) + ":" + account_password;
}

Operation WordPress::guarded(std::string operation, std::function<Answer(Request const&)> act) {
  return {std::move(operation), [this, act = std::move(act)](Request const& request) {
            if (!is_signed_in(request)) return refusal(401, "rest_cannot_create", "Sorry, you are not allowed to do that.");
            return act(request);
          }};
}

Answer WordPress::index() {
  return json_answer(200, {{"name", "Simulated WordPress"}, {"url", address()}, {"namespaces", {"wp/v2"}}, {"authentication", {{"application-passwords", json::object()}}}});
}

Answer WordPress::me(Request const&) {
  return json_answer(200, {{"id", 1}, {"name", "Demo (simulated)"}, {"slug", account_name}, {"capabilities", {{"publish_posts", true}, {"upload_files", true}}}});
}

Answer WordPress::upload(Request const& request) {
  std::string const disposition = request.header("content-disposition");
  std::size_t const at = disposition.find("filename=");
  if (request.body.empty() || at == std::string::npos) return refusal(400, "rest_upload_no_content_disposition", "No Content-Disposition supplied.");
  std::string const type = request.header("content-type");
  if (!type.starts_with("image/") && !type.starts_with("video/")) return refusal(500, "rest_upload_unknown_error", "Sorry, you are not allowed to upload this file type.");
  int const id = ++last_;
  media_[id] = {disposition.substr(at + 9), type, ""};
  return json_answer(201, {{"id", id}, {"source_url", address() + "/wp-content/uploads/" + std::to_string(id)}, {"alt_text", ""}});
}

Answer WordPress::describe(Request const& request, int id) {
  auto const found = media_.find(id);
  if (found == media_.end()) return refusal(404, "rest_post_invalid_id", "Invalid post ID.");
  std::optional<json::object> const fields = request.object();
  if (fields) found->second.alt = text_at(*fields, "alt_text");
  return json_answer(200, {{"id", id}, {"alt_text", found->second.alt}});
}

std::optional<Answer> WordPress::apply(json::object const& fields, Draft& draft) {
  std::string const status = fields.contains("status") ? text_at(fields, "status") : draft.status;
  if (status != "draft" && status != "publish" && status != "pending" && status != "private" && status != "future") {
    return refusal(400, "rest_invalid_param", "Invalid parameter(s): status");
  }
  if (auto const* media = fields.if_contains("featured_media"); media != nullptr && media->is_int64()) {
    draft.featured_media = static_cast<int>(media->get_int64());
    if (draft.featured_media != 0 && !media_.contains(draft.featured_media)) return refusal(400, "rest_invalid_featured_media", "Invalid featured media ID.");
  }
  if (fields.contains("title")) draft.title = text_at(fields, "title");
  if (fields.contains("content")) draft.content = text_at(fields, "content");
  if (fields.contains("slug")) draft.slug = text_at(fields, "slug");
  if (draft.title.empty() && draft.content.empty()) return refusal(400, "empty_content", "Content, title, and excerpt are empty.");
  draft.status = status;
  return std::nullopt;
}

/// Drafts may share a slug; a published post gets one of its own.
std::string WordPress::free_slug(Draft const& draft) const {
  std::string const wanted = draft.slug.empty() ? slug_of(draft.title) : draft.slug;
  std::string slug = wanted;
  auto const taken = [&](std::string const& one) {
    return std::any_of(drafts_.begin(), drafts_.end(), [&](auto const& entry) {
      return entry.first != draft.id && entry.second.status == "publish" && entry.second.slug == one;
    });
  };
  for (int n = 2; taken(slug); ++n) slug = wanted + "-" + std::to_string(n);
  return slug;
}

void WordPress::publish(Draft const& draft) {
  std::string const id = std::to_string(draft.id);
  if (post(id) != nullptr) return;
  std::vector<std::string> alts;
  if (draft.featured_media != 0) alts.push_back(media_.at(draft.featured_media).alt);
  posts_.push_back({id, draft.content, clock_.now(), alts, address() + "/simulated-wordpress/" + id});
}

json::object WordPress::shown(Draft const& draft) const {
  std::string const link = address() + "/simulated-wordpress/" + std::to_string(draft.id);
  return {{"id", draft.id}, {"slug", draft.slug}, {"status", draft.status}, {"link", link}, {"featured_media", draft.featured_media},
          {"date_gmt", draft.at.to_string().substr(0, 19)}, {"title", {{"raw", draft.title}, {"rendered", draft.title}}},
          {"content", {{"raw", draft.content}, {"rendered", draft.content}}}};
}

Answer WordPress::create(Request const& request) {
  std::optional<json::object> const fields = request.object();
  if (!fields) return refusal(400, "rest_invalid_json", "Invalid JSON body passed.");
  Draft draft;
  draft.status = "draft";
  draft.at = clock_.now();
  if (std::optional<Answer> refused = apply(*fields, draft)) return *refused;
  draft.id = ++last_;
  if (draft.status == "publish") draft.slug = free_slug(draft);
  drafts_[draft.id] = draft;
  if (draft.status == "publish") publish(draft);
  return json_answer(201, shown(draft));
}

Answer WordPress::change(Request const& request, int id) {
  auto const found = drafts_.find(id);
  if (found == drafts_.end()) return refusal(404, "rest_post_invalid_id", "Invalid post ID.");
  std::optional<json::object> const fields = request.object();
  if (!fields) return refusal(400, "rest_invalid_json", "Invalid JSON body passed.");
  Draft draft = found->second;
  if (std::optional<Answer> refused = apply(*fields, draft)) return *refused;
  if (draft.status == "publish") draft.slug = free_slug(draft);
  found->second = draft;
  if (draft.status == "publish") publish(draft);
  return json_answer(200, shown(draft));
}

/// In the order they were made, whatever order is asked for.
Answer WordPress::list(Request const& request) {
  std::string const slug = request.asked("slug");
  std::string const status = request.asked("status").empty() ? "publish" : request.asked("status");
  Instant const after = Instant::parse(request.asked("after")).value_or(Instant());
  std::vector<Draft const*> found;
  for (auto const& [id, draft] : drafts_) {
    bool const visible = status == "any" || status.find(draft.status) != std::string::npos;
    if (visible && draft.at > after && (slug.empty() || draft.slug == slug)) found.push_back(&draft);
  }
  std::size_t const each = number_asked(request, "per_page", 10), page = number_asked(request, "page", 1);
  std::size_t const pages = (found.size() + each - 1) / each;
  if (each > 100) return refusal(400, "rest_invalid_param", "Invalid parameter(s): per_page");
  if (page > std::max<std::size_t>(pages, 1)) return refusal(400, "rest_post_invalid_page_number", "The page number requested is larger than the number of pages available.");
  json::array shown_here;
  for (std::size_t i = (page - 1) * each; i < std::min(page * each, found.size()); ++i) shown_here.push_back(shown(*found[i]));
  Answer answer = json_answer(200, shown_here);
  answer.headers = {{"X-WP-Total", std::to_string(found.size())}, {"X-WP-TotalPages", std::to_string(pages)}};
  return answer;
}

Answer WordPress::show(Request const&, int id) {
  auto const found = drafts_.find(id);
  return found == drafts_.end() ? refusal(404, "rest_post_invalid_id", "Invalid post ID.") : json_answer(200, shown(found->second));
}

Answer WordPress::comments(Request const& request) {
  std::string const id = request.asked("post");
  Answer answer = json_answer(200, json::array());
  answer.headers = {{"X-WP-Total", std::to_string(post(id) == nullptr ? 0 : engagement_of(id).replies)}, {"X-WP-TotalPages", "1"}};
  return answer;
}

Answer WordPress::page(int id) { return post_page("Simulated WordPress", post(std::to_string(id))); }

}  // namespace

std::unique_ptr<Network> make_wordpress(Clock const& clock) { return std::make_unique<WordPress>(clock); }

}  // namespace parvis::simulator
