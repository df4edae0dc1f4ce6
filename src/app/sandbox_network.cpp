// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox_network.h"

#include <algorithm>

#include "app/logs.h"
#include "base/random.h"

namespace parvis::app {
namespace {

using http::Asked;
using identity::Actor;
using publish::Publication;
using publish::PublicationId;

struct SimulatedPost {
  PublicationId publication_id;
  strategy::Network network = strategy::Network::other;
  std::string channel_name;
  Instant at;
  std::string text;
  identity::Locale language = identity::Locale::fr;
  std::vector<studio::AssetUse> assets;
  std::optional<std::string> link;  // where its link leads, with its tags
};
BOOST_DESCRIBE_STRUCT(SimulatedPost, (), (publication_id, network, channel_name, at, text, language, assets, link))

bool may_see(store::Transaction& tx, Actor const& actor, identity::BrandId const& brand) {
  auto const brands = identity::brands_of(tx, actor.person, actor.workspace);
  if (std::any_of(brands.begin(), brands.end(), [&](identity::Brand const& one) { return one.id == brand; })) return true;
  auto const sitter = examine::sitter_of_sandbox(tx, brand);
  return sitter && sitter->workspace_id == actor.workspace && (examine::handed_in_posts(tx, actor, *sitter) || judge::reads_posts_of(tx, actor, *sitter));
}

/// Whoever may not see it learns nothing, not even that it is.
Result<Publication> seen_by(store::Transaction& tx, Asked const& asked) {
  TRY(auto const id, asked.id<PublicationId>("publication"));
  TRY(Publication publication, publish::simulated_publication(tx, id));
  if (!may_see(tx, identity::actor(asked.caller), publication.brand_id)) return not_found("publish.publication_not_found");
  return publication;
}

Result<SimulatedPost> shown(store::Transaction& tx, Publication const& p) {
  TRY(strategy::Channel const channel, strategy::load_channel(tx, p.brand_id, p.channel_id));
  SimulatedPost post{p.id, channel.network, channel.name.to_string(), p.proof->at, p.text, p.language, p.assets, std::nullopt};
  if (!p.link_code) return post;
  if (auto const link = strategy::follow_link(tx, *p.link_code)) post.link = strategy::tagged_target(*link);
  return post;
}

Result<http::Response> image(SimulatedPostDesk const& desk, Asked const& asked) {
  TRY(auto const asset, asked.id<studio::AssetId>("asset"));
  TRY(publish::ShownImage const sent, desk.database.read([&](store::Transaction& tx) -> Result<publish::ShownImage> {
        TRY(Publication const p, seen_by(tx, asked));
        return publish::sent_image(tx, p.brand_id, publish::offer_of(p), asset);
      }));
  http::Response response;
  response.content_type = sent.media_type;
  response.file = desk.file_of(sent.sha256);
  return response;
}

}  // namespace

publish::SimulatedNetwork SandboxNetwork::open() {
  std::lock_guard const lock(mutex_);
  try {
    if (!wall_) {
      std::filesystem::create_directories(file_.parent_path());
      token_ = random_token();
      wall_ = std::make_unique<simulator::Simulator>(clock_, simulator::SimulatorOptions{.file = file_, .wall_token = token_});
    }
    return {wall_->address(), token_};
  } catch (std::runtime_error const& failure) {
    note(Level::error, "sandbox_network", {{"trouble", failure.what()}});
    return {};
  }
}

void register_simulated_post_routes(http::Router& router, SimulatedPostDesk const& desk) {
  std::string const one = "/api/simulated-posts/{publication}";
  router.get<SimulatedPost>(one, identity::may::be_oneself, "A post as it went out on the simulated network, for who may see the work it belongs to",
                            [&desk](Asked const& asked) {
                              return desk.database.read([&](store::Transaction& tx) -> Result<SimulatedPost> {
                                TRY(Publication const p, seen_by(tx, asked));
                                return shown(tx, p);
                              });
                            });
  http::Row file{http::Method::get, one + "/images/{asset}", identity::may::be_oneself, "An image of such a post, as it was sent", "image/*", {}, {}, {}, {}, {}};
  file.handler = [&desk](Asked const& asked) { return image(desk, asked); };
  router.raw(std::move(file));
}

}  // namespace parvis::app
