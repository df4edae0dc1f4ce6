// SPDX-License-Identifier: AGPL-3.0-or-later
// WordPress through its REST interface and an application password. The draft is made first; the write that is seen is
// "publish that draft", which may be repeated. A slug is words of the title, for readers, and then the operation's key. An
// article is found again by that key alone, among all that the site holds since the publication was made: an instance restored
// from a backup may not know the title it went out under. WordPress's own `slug` filter is exact, and would need those words;
// its `search` reads no slugs, and plugins take it over.
// Addresses use ?rest_route=, which answers whatever the site's permalinks.
#include "base/encoding.h"
#include "publish/answer.h"
#include "text/reading.h"

namespace parvis::publish {
namespace {

namespace bj = boost::json;

constexpr std::size_t longest_first_line = 120;  // code points, of a title made of the text
constexpr int most_pages = 100;                  // of 100 articles, of one search

class WordPress final : public Connector {
 public:
  Repeatable repeatable() const override { return always_repeatable; }
  Told sign_in(Line const& line) const override;
  Told prepare(Line const& line, Post const& post, Operation const& operation) const override;
  Told send(Line const& line, Post const& post, Operation const& operation) const override;
  Sighting look(Line const& line, Post const& post, Operation const& operation) const override;
  Result<std::vector<Measure>> engagement(Line const& line, std::string const& remote_id) const override;
};

std::string route(Line const& line, std::string const& path) { return line.account.service + "/?rest_route=" + percent_encoded("/wp/v2" + path); }

net::Header basic(Line const& line) { return {"Authorization", "Basic " + base64(line.account.name + ":" + line.account.secret)}; }

net::Exchange post_object(Line const& line, std::string const& url, bj::object const& object) {
  return line.send({.method = net::Method::post, .url = url, .headers = {basic(line), {"Content-Type", "application/json"}}, .body = bj::serialize(object)});
}

Told WordPress::sign_in(Line const& line) const {
  net::Exchange const exchange = line.send({.url = with_query(route(line, "/users/me"), {{"context", "edit"}}), .headers = {basic(line)}});
  Told told = told_of(exchange, line.clock.now());
  if (told.fate != Fate::done) return told;
  bj::object const answer = object_of(exchange);
  told.remote_id = text_at(answer, "id");
  told.url = line.account.service + "/";
  told.detail.clear();
  return told.remote_id.empty() ? Told{Fate::refused, "publish.not_this_network", exchange.body.substr(0, 200)} : told;
}

Told describe(Line const& line, Image const& image, std::string const& note) {
  std::string const id = line.operation.recall(note).value_or("");
  Told const told = told_of(post_object(line, route(line, "/media/" + id), {{"alt_text", image.alt}}), line.clock.now());
  if (told.fate == Fate::done) line.operation.keep(note + "/ready", "yes");
  return told;
}

Told upload(Line const& line, Image const& image, std::string const& note) {
  net::Exchange const exchange = line.send({.method = net::Method::post, .url = route(line, "/media"),
                                            .headers = {basic(line), {"Content-Type", image.media_type}, {"Content-Disposition", "attachment; filename=" + file_name_of(image)}},
                                            .body = net::FileBody{image.file}});
  Told told = told_of(exchange, line.clock.now());
  if (told.fate != Fate::done) return told;
  bj::object const answer = object_of(exchange);
  if (text_at(answer, "id").empty()) return unreadable(told);
  line.operation.keep(note, text_at(answer, "id"));
  line.operation.keep(note + "/source", text_at(answer, "source_url"));
  return told;
}

Told prepare_images(Line const& line, Post const& post) {
  for (std::size_t i = 0; i < post.images.size(); ++i) {
    std::string const note = "media/" + std::to_string(i);
    Told told{Fate::done};
    if (!line.operation.recall(note)) told = upload(line, post.images[i], note);
    if (told.fate == Fate::done && !line.operation.recall(note + "/ready")) told = describe(line, post.images[i], note);
    if (told.fate != Fate::done) return told;
  }
  return {Fate::done};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

/// The text as HTML, its links alive.
std::string linked(std::string_view text) {
  Result<text::Reading> const reading = text::Reading::of(std::string(text), text::Language::unknown);
  if (!reading) return escaped(text);
  std::string out;
  std::size_t from = 0;
  for (text::Entity const& entity : reading->entities()) {
    if (entity.kind != text::EntityKind::url) continue;
    out += escaped(text.substr(from, entity.range.byte_start - from)) + "<a href=\"" + escaped(entity.value) + "\">" + escaped(reading->at(entity.range)) + "</a>";
    from = entity.range.byte_end;
  }
  return out + escaped(text.substr(from));
}

std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find("\n\n"), text.size());
    std::string paragraph = linked(text.substr(0, end));
    for (std::size_t at = 0; (at = paragraph.find('\n', at)) != std::string::npos; at += 5) paragraph.replace(at, 1, "<br>\n");
    if (!paragraph.empty()) out += "<p>" + paragraph + "</p>\n";
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return out;
}

std::string content_of(Line const& line, Post const& post) {
  std::string html = paragraphs(post.text);
  for (std::size_t i = 1; i < post.images.size(); ++i) {
    html += "<figure><img src=\"" + escaped(line.operation.recall("media/" + std::to_string(i) + "/source").value_or("")) + "\" alt=\"" + escaped(post.images[i].alt) + "\"></figure>\n";
  }
  if (!post.link.empty() && post.text.find(post.link) == std::string::npos) html += "<p><a href=\"" + escaped(post.link) + "\">" + escaped(post.link) + "</a></p>\n";
  return html;
}

std::string first_code_points(std::string const& text, std::size_t most) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (begins && seen++ == most) return text.substr(0, i);
  }
  return text;
}

/// Its own, whole; else the text's first line, cut between two words.
std::string title_of(Post const& post) {
  if (!post.title.empty()) return post.title;
  std::string const line = post.text.substr(0, post.text.find('\n'));
  if (code_points(line) <= longest_first_line) return line;
  std::string const cut = first_code_points(line, longest_first_line - 1);
  return cut.substr(0, cut.rfind(' ')) + "…";
}

std::string ending_of(Operation const& operation) { return "-" + operation.key.substr(0, 8); }

std::string slug_of(Post const& post, Operation const& operation) {
  std::string slug;
  for (char const c : title_of(post).substr(0, 60)) {
    char const low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    bool const kept = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
    if (kept) slug += low;
    else if (!slug.empty() && slug.back() != '-') slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return (slug.empty() ? "p" : slug) + ending_of(operation);
}

struct Article {
  std::string id;
  std::string url;
  bool is_published = false;
};

struct Search {
  Told told;
  Article article = {};  // its id empty: the site holds none
};

/// A page of what stands since the publication was made, drafts too; two days before, for clocks that differ.
net::Exchange articles_since(Line const& line, Operation const& operation, int page) {
  Instant const since = made_at(operation.publication_id) - std::chrono::hours(48);
  return line.send({.url = with_query(route(line, "/posts"), {{"status", "any"}, {"context", "edit"}, {"after", since.to_string()}, {"orderby", "id"}, {"order", "asc"},
                                                              {"per_page", "100"}, {"page", std::to_string(page)}, {"_fields", "id,slug,status,link"}}),
                    .headers = {basic(line)}});
}

/// What is ours among them; a published article before any draft.
void take_ours(Article& article, bj::array const& page, Operation const& operation) {
  for (bj::value const& value : page) {
    bj::object const one = value.is_object() ? value.get_object() : bj::object();
    if (article.is_published || !text_at(one, "slug").ends_with(ending_of(operation))) continue;
    article = {text_at(one, "id"), text_at(one, "link"), text_at(one, "status") == "publish"};
  }
}

/// What an earlier try left, or an instance before a restore.
Search find_article(Line const& line, Operation const& operation) {
  Search search;
  int pages = 1;
  for (int page = 1; page <= pages; ++page) {
    net::Exchange const exchange = articles_since(line, operation, page);
    search.told = told_of(exchange, line.clock.now());
    if (search.told.fate != Fate::done) return search;
    Result<json::Value> const found = json::parse(exchange.body);
    std::string const count(exchange.header("x-wp-totalpages"));
    pages = std::atoi(count.c_str());
    if (!found || !found->is_array() || count.empty() || pages > most_pages) return {unreadable(search.told)};
    take_ours(search.article, found->get_array(), operation);
  }
  return search;
}

/// As it is to go out: over the draft that an earlier try left, whose words may be others.
Told write_draft(Line const& line, Post const& post, Operation const& operation, std::string const& earlier) {
  bj::object draft{{"title", title_of(post)}, {"content", content_of(line, post)}, {"slug", slug_of(post, operation)}, {"status", "draft"}};
  if (!post.images.empty()) draft["featured_media"] = std::atoll(line.operation.recall("media/0").value_or("0").c_str());
  net::Exchange const exchange = post_object(line, route(line, earlier.empty() ? "/posts" : "/posts/" + earlier), draft);
  Told told = told_of(exchange, line.clock.now());
  if (told.fate != Fate::done) return told;
  std::string const id = text_at(object_of(exchange), "id");
  if (id.empty()) return unreadable(told);
  line.operation.keep("draft", id);
  return told;
}

Told WordPress::prepare(Line const& line, Post const& post, Operation const& operation) const {
  if (line.operation.recall("draft")) return {Fate::done};
  Search const earlier = find_article(line, operation);
  if (earlier.told.fate != Fate::done) return earlier.told;
  if (earlier.article.is_published) {
    line.operation.keep("draft", earlier.article.id);
    return {Fate::done};
  }
  if (Told const told = prepare_images(line, post); told.fate != Fate::done) return told;
  return write_draft(line, post, operation, earlier.article.id);
}

Told WordPress::send(Line const& line, Post const&, Operation const&) const {
  net::Exchange const exchange = post_object(line, route(line, "/posts/" + line.operation.recall("draft").value_or("0")), {{"status", "publish"}});
  Told told = told_of(exchange, line.clock.now());
  if (told.fate != Fate::done) return told;
  bj::object const answer = object_of(exchange);
  told.remote_id = text_at(answer, "id");
  told.url = text_at(answer, "link");
  return told.remote_id.empty() || text_at(answer, "status") != "publish" ? unreadable(told) : told;
}

Sighting look_at(Line const& line, std::string const& id) {
  net::Exchange const exchange = line.send({.url = with_query(route(line, "/posts/" + id), {{"context", "edit"}}), .headers = {basic(line)}});
  bj::object const answer = object_of(exchange);
  if (!exchange.answered_with(200) || text_at(answer, "id").empty()) return {Sight::unclear, {}, {}, told_of(exchange, line.clock.now()).detail};
  if (text_at(answer, "status") != "publish") return {Sight::absent};
  return {Sight::seen, text_at(answer, "id"), text_at(answer, "link")};
}

Sighting WordPress::look(Line const& line, Post const&, Operation const& operation) const {
  if (std::optional<std::string> const draft = line.operation.recall("draft")) return look_at(line, *draft);
  Search const search = find_article(line, operation);
  if (search.told.fate != Fate::done) return {Sight::unclear, {}, {}, search.told.detail};
  if (!search.article.is_published) return {Sight::absent};
  return {Sight::seen, search.article.id, search.article.url};
}

Result<std::vector<Measure>> WordPress::engagement(Line const& line, std::string const& remote_id) const {
  net::Exchange const exchange = line.send({.url = with_query(route(line, "/comments"), {{"post", remote_id}, {"per_page", "1"}}), .headers = {basic(line)}});
  if (!exchange.answered_with(200) || exchange.header("x-wp-total").empty()) return unavailable("publish.engagement_unread", exchange.detail);
  return std::vector<Measure>{{"comments", std::atoll(std::string(exchange.header("x-wp-total")).c_str())}};
}

}  // namespace

std::unique_ptr<Connector> make_wordpress() { return std::make_unique<WordPress>(); }

}  // namespace parvis::publish
