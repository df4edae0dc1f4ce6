// SPDX-License-Identifier: AGPL-3.0-or-later
// A wall: the plainest of networks, one post a key, for brands in which nothing is for real. A key that is put again stands as it
// was first put. What outlives the run says that a post was there and when, never its words.
#include "simulator/network.h"

namespace parvis::simulator {
namespace {

namespace json = boost::json;

constexpr std::string_view posts_path = "/wall/posts/";
constexpr std::size_t longest_key = 64;

Answer refusal(int status, char const* code) { return json_answer(status, {{"error", code}}); }

std::vector<std::string> alts_of(json::object const& fields) {
  std::vector<std::string> alts;
  auto const* images = fields.if_contains("images");
  if (images == nullptr || !images->is_array()) return alts;
  for (json::value const& image : images->get_array()) alts.push_back(image.is_object() ? text_at(image.get_object(), "alt") : "");
  return alts;
}

class Wall final : public Network {
 public:
  Wall(Clock const& clock, std::string token) : Network(clock), authorization_("Bearer " + std::move(token)) {}
  std::string name() const override { return "wall"; }
  Answer expired() override { return refusal(401, "not_signed_in"); }
  Answer broken() override { return refusal(500, "broken"); }
  Answer limited(int seconds) override {
    Answer answer = refusal(429, "too_many_requests");
    answer.headers = {{"Retry-After", std::to_string(seconds)}};
    return answer;
  }
  std::optional<Operation> find(Request const& request) override;
  StoredPost for_file(StoredPost const& post) const override { return {post.id, "", post.at, {}, ""}; }

 private:
  using Act = std::function<Answer(Request const&)>;
  Operation guarded(char const* operation, Act act) {
    return {operation, [this, act = std::move(act)](Request const& request) { return request.header("authorization") == authorization_ ? act(request) : expired(); }};
  }
  Answer put(Request const& request, std::string const& key);
  Answer show(std::string const& key) const;

  std::string const authorization_;
};

std::optional<Operation> Wall::find(Request const& request) {
  if (request.path == "/wall") return guarded("account", [](Request const&) { return json_answer(200, {{"name", "Simulated network"}}); });
  if (!request.path.starts_with(posts_path)) return std::nullopt;
  std::string const key = request.path.substr(posts_path.size());
  if (key.empty() || key.size() > longest_key) return guarded("unknown", [](Request const&) { return refusal(404, "unknown"); });
  if (request.method == "PUT") return guarded("put", [this, key](Request const& asked) { return put(asked, key); });
  return guarded("show", [this, key](Request const&) { return show(key); });
}

Answer Wall::put(Request const& request, std::string const& key) {
  if (post(key) != nullptr) return show(key);
  std::optional<json::object> const fields = request.object();
  if (!fields) return refusal(400, "not_json");
  StoredPost made{key, text_at(*fields, "text"), clock_.now(), alts_of(*fields), address() + std::string(posts_path) + key};
  if (made.text.empty() && made.alts.empty()) return refusal(422, "empty");
  posts_.push_back(std::move(made));
  return show(key);
}

Answer Wall::show(std::string const& key) const {
  StoredPost const* const found = post(key);
  if (found == nullptr) return refusal(404, "unknown");
  return json_answer(200, {{"key", found->id}, {"at", found->at.to_string()}});
}

}  // namespace

std::unique_ptr<Network> make_wall(Clock const& clock, std::string token) { return std::make_unique<Wall>(clock, std::move(token)); }

}  // namespace parvis::simulator
