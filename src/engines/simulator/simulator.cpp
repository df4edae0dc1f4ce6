// SPDX-License-Identifier: AGPL-3.0-or-later
#include "simulator/simulator.h"

#include <fstream>

#include "base/digest.h"
#include "base/json.h"

namespace parvis::simulator {
namespace {

struct SetEngagement {
  std::string network;
  std::string id;
  int likes = 0;
  int reposts = 0;
  int replies = 0;
};
BOOST_DESCRIBE_STRUCT(SetEngagement, (), (network, id, likes, reposts, replies))

struct KeptPost {
  std::string network;
  StoredPost post;
};
BOOST_DESCRIBE_STRUCT(KeptPost, (), (network, post))

bool matches(Fault const& fault, std::string const& network, std::string const& operation) {
  return fault.fate != Fate::reset_on_accept && (fault.network.empty() || fault.network == network) &&
         (fault.operation.empty() || fault.operation == operation);
}

Answer with(Answer answer, Ending ending) {
  answer.ending = ending;
  return answer;
}

}  // namespace

Engagement Network::engagement_of(std::string const& id) const {
  auto const found = engagements_.find(id);
  if (found != engagements_.end()) return found->second;
  StoredPost const* const stored = post(id);
  auto const byte = [digest = sha256(stored == nullptr ? id : name() + stored->at.to_string())](std::size_t at) { return static_cast<unsigned char>(digest[at]); };
  return {3 + byte(0) % 37, byte(1) % 9, byte(2) % 6};
}

StoredPost const* Network::post(std::string const& id) const {
  for (StoredPost const& stored : posts_) {
    if (stored.id == id) return &stored;
  }
  return nullptr;
}

Simulator::Simulator(Clock const& clock, SimulatorOptions options)
    : options_(std::move(options)), networks_([&] {
        std::vector<std::unique_ptr<Network>> all;
        all.push_back(make_wall(clock, options_.wall_token.empty() ? account_token : options_.wall_token));
        if (!options_.wall_token.empty()) return all;
        all.push_back(make_bluesky(clock));
        all.push_back(make_mastodon(clock));
        all.push_back(make_wordpress(clock));
        return all;
      }()),
      server_(options_.port, [this] { return welcome(); }, [this](Request const& request) { return act(request); }) {
  std::lock_guard const lock(mutex_);
  for (auto const& network : networks_) network->set_address(address());
  restore();
}

void Simulator::restore() {
  std::ifstream in(options_.file);
  for (std::string line; std::getline(in, line);) {
    Result<KeptPost> const kept = json::decode<KeptPost>(line);
    auto* const network = kept ? const_cast<Network*>(named(kept->network)) : nullptr;
    if (network != nullptr) network->restore(kept->post);
  }
}

void Simulator::keep(Network const& network, std::size_t from) const {
  if (options_.file.empty() || network.posts().size() == from) return;
  std::ofstream out(options_.file, std::ios::app);
  for (std::size_t i = from; i < network.posts().size(); ++i) out << json::encode(KeptPost{network.name(), network.for_file(network.posts()[i])}) << "\n";
}

std::string Simulator::address() const { return "http://127.0.0.1:" + std::to_string(server_.port()); }

void Simulator::set_fault(Fault fault) {
  std::lock_guard const lock(mutex_);
  faults_.push_back(std::move(fault));
}

void Simulator::clear_faults() {
  std::lock_guard const lock(mutex_);
  faults_.clear();
}

Network const* Simulator::named(std::string const& network) const {
  auto const found = std::find_if(networks_.begin(), networks_.end(), [&](auto const& one) { return one->name() == network; });
  return found == networks_.end() ? nullptr : found->get();
}

std::vector<StoredPost> Simulator::posts(std::string const& network) const {
  std::lock_guard const lock(mutex_);
  Network const* const found = named(network);
  return found == nullptr ? std::vector<StoredPost>() : found->posts();
}

std::size_t Simulator::hidden(std::string const& network) const {
  std::lock_guard const lock(mutex_);
  Network const* const found = named(network);
  return found == nullptr ? 0 : found->hidden();
}

void Simulator::engage(std::string const& network, std::string const& id, Engagement engagement) {
  std::lock_guard const lock(mutex_);
  if (auto* const found = const_cast<Network*>(named(network))) found->engage(id, engagement);
}

int Simulator::requests(std::string const& operation) const {
  std::lock_guard const lock(mutex_);
  auto const found = requests_.find(operation);
  return found == requests_.end() ? 0 : found->second;
}

Welcome Simulator::welcome() {
  std::lock_guard const lock(mutex_);
  for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
    if (fault->fate != Fate::reset_on_accept) continue;
    if (--fault->times <= 0) faults_.erase(fault);
    return Welcome::reset;
  }
  return Welcome::read;
}

std::optional<Fault> Simulator::take_fault(std::string const& network, std::string const& operation) {
  auto const found = std::find_if(faults_.begin(), faults_.end(), [&](Fault const& fault) { return matches(fault, network, operation); });
  if (found == faults_.end()) return std::nullopt;
  Fault const taken = *found;
  if (--found->times <= 0) faults_.erase(found);
  return taken;
}

Answer Simulator::act(Request const& request) {
  if (options_.guest) {
    if (std::optional<Answer> answer = options_.guest(request)) return *answer;
  }
  std::lock_guard const lock(mutex_);
  if (options_.wall_token.empty() && request.path.starts_with("/simulator/")) return take_control(request);
  for (auto const& network : networks_) {
    std::optional<Operation> const operation = network->find(request);
    if (!operation) continue;
    std::size_t const before = network->posts().size();
    Answer answer = serve(*network, *operation, request);
    keep(*network, before);
    return answer;
  }
  return json_answer(404, {{"error", "the simulated networks know no such address"}});
}

Answer Simulator::serve(Network& network, Operation const& operation, Request const& request) {
  ++requests_[network.name() + "." + operation.name];
  std::optional<Fault> const fault = take_fault(network.name(), operation.name);
  if (!fault) return operation.act(request);
  switch (fault->fate) {
    case Fate::reset_on_accept:
    case Fate::error_without_store: return network.broken();
    case Fate::stall_without_store: return with({}, Ending::stall);
    case Fate::rate_limited: return network.limited(fault->retry_after);
    case Fate::token_expired: return network.expired();
    case Fate::store_then_error: return operation.act(request), network.broken();
    case Fate::store_then_reset: return with(operation.act(request), Ending::reset);
    case Fate::store_then_cut: return with(operation.act(request), Ending::cut);
    case Fate::store_then_stall: return with(operation.act(request), Ending::stall);
  }
  return network.broken();
}

Answer Simulator::take_control(Request const& request) {
  if (request.path == "/simulator/stored") return stored();
  if (request.path == "/simulator/faults" && request.method == "DELETE") return faults_.clear(), json_answer(200, boost::json::object());
  if (request.path == "/simulator/faults") {
    Result<Fault> const fault = json::decode<Fault>(request.body);
    if (!fault) return json_answer(422, {{"error", fault.error().code}});
    faults_.push_back(*fault);
    return json_answer(200, boost::json::object());
  }
  Result<SetEngagement> const set = json::decode<SetEngagement>(request.body);
  auto* const network = set ? const_cast<Network*>(named(set->network)) : nullptr;
  if (request.path != "/simulator/engagement" || network == nullptr) return json_answer(422, {{"error", "unknown control"}});
  network->engage(set->id, {set->likes, set->reposts, set->replies});
  return json_answer(200, boost::json::object());
}

Answer Simulator::stored() const {
  boost::json::object all;
  for (auto const& network : networks_) {
    boost::json::array posts;
    for (StoredPost const& post : network->posts()) {
      posts.push_back({{"id", post.id}, {"text", post.text}, {"at", post.at.to_string()}, {"url", post.url}, {"images", post.alts.size()}});
    }
    all[network->name()] = {{"count", posts.size()}, {"hidden", network->hidden()}, {"posts", posts}};
  }
  return json_answer(200, all);
}

}  // namespace parvis::simulator
