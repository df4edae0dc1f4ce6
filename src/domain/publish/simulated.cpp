// SPDX-License-Identifier: AGPL-3.0-or-later
// The simulated network of this program, for sandbox brands: a wall that keeps a post under the operation's key, once however
// often it is put. It is told of images by their texts; their bytes stay where they are.
#include <unistd.h>

#include "base/json.h"
#include "publish/answer.h"

namespace parvis::publish {
namespace {

struct SentPost {
  std::string title;
  std::string text;
  std::string language;
  std::vector<Image> images;
};
BOOST_DESCRIBE_STRUCT(SentPost, (), (title, text, language, images))

class SimulatedConnector final : public Connector {
 public:
  Repeatable repeatable() const override { return always_repeatable; }
  Told sign_in(Line const& line) const override;
  Told prepare(Line const& line, Post const& post, Operation const& operation) const override;
  Told send(Line const& line, Post const& post, Operation const& operation) const override;
  Sighting look(Line const& line, Post const& post, Operation const& operation) const override;
  Result<std::vector<Measure>> engagement(Line const& line, std::string const& remote_id) const override;
};

/// Every request of this connector begins here: at the line's service, and with no redirect to follow.
net::Exchange ask(Line const& line, net::Outgoing outgoing, std::string const& path) {
  outgoing.url = line.account.service + path;
  outgoing.headers = {{"Authorization", "Bearer " + line.account.secret}, {"Content-Type", "application/json"}};
  outgoing.redirects = 0;
  return line.send(outgoing);
}

bool is_closed(Line const& line) { return line.account.service.empty(); }

Told closed() { return {Fate::not_sent, "publish.network_unreachable"}; }

std::string path_of(Operation const& operation) { return "/wall/posts/" + operation.key; }

std::string page_of(Line const& line, Operation const& operation) { return line.account.web + operation.publication_id; }

Told SimulatedConnector::sign_in(Line const& line) const {
  if (is_closed(line)) return closed();
  Told told = told_of(ask(line, {}, "/wall"), line.clock.now());
  if (told.fate == Fate::done) told.detail.clear();
  return told;
}

Told SimulatedConnector::prepare(Line const& line, Post const& post, Operation const&) const {
  Told const told = sign_in(line);
  if (told.fate != Fate::done) return told;
  for (Image const& image : post.images) {
    if (::access(image.file.c_str(), R_OK) != 0) return {Fate::refused, "publish.media_unreadable"};
  }
  return {Fate::done};
}

Told SimulatedConnector::send(Line const& line, Post const& post, Operation const& operation) const {
  if (is_closed(line)) return closed();
  SentPost sent{post.title, full_text(post), post.language, post.images};
  for (Image& image : sent.images) image.file.clear();
  Told told = told_of(ask(line, {.method = net::Method::put, .body = json::encode(sent)}, path_of(operation)), line.clock.now());
  if (told.fate != Fate::done) return told;
  told.remote_id = operation.key;
  told.url = page_of(line, operation);
  return told;
}

Sighting SimulatedConnector::look(Line const& line, Post const&, Operation const& operation) const {
  if (is_closed(line)) return {Sight::unclear};
  net::Exchange const exchange = ask(line, {}, path_of(operation));
  if (exchange.answered_with(200)) return {Sight::seen, operation.key, page_of(line, operation)};
  if (exchange.answered_with(404)) return {Sight::absent};
  return {Sight::unclear, {}, {}, told_of(exchange, line.clock.now()).detail};
}

Result<std::vector<Measure>> SimulatedConnector::engagement(Line const&, std::string const&) const { return unavailable("publish.engagement_unread"); }

}  // namespace

Connector const& simulated_connector() {
  static SimulatedConnector const only;
  return only;
}

}  // namespace parvis::publish
