// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/dataset.h"

#include <algorithm>
#include <array>
#include <set>

#include <openssl/evp.h>

#include "base/encoding.h"

namespace parvis::seal {
namespace {

// Hands out "c14n0", "c14n1"… in the order asked (RDFC-1.0 §4.5).
class Issuer {
 public:
  explicit Issuer(std::string prefix) : prefix_(std::move(prefix)) {}
  std::string const* find(std::string const& label) const {
    auto const found = issued_.find(label);
    return found == issued_.end() ? nullptr : &found->second;
  }
  std::string const& issue(std::string const& label) {
    auto const [entry, fresh] = issued_.try_emplace(label, prefix_ + std::to_string(order_.size()));
    if (fresh) order_.push_back(label);
    return entry->second;
  }
  std::vector<std::string> const& order() const { return order_; }
  std::map<std::string, std::string> const& issued() const { return issued_; }

 private:
  std::string prefix_;
  std::map<std::string, std::string> issued_;
  std::vector<std::string> order_;
};

struct Path {
  std::string hash;
  Issuer issuer;
};

bool worse(std::string const& path, std::string const& chosen) { return !chosen.empty() && path.size() >= chosen.size() && path > chosen; }

class Canonicalizer {
 public:
  Canonicalizer(Quads const& quads, DigestKind digest) : quads_(quads), digest_(digest) {
    for (Quad const& quad : quads_) {
      std::set<std::string> named;
      for (Term const* term : {&quad.subject, &quad.object, &quad.graph}) {
        if (term->kind == Term::Kind::blank && named.insert(term->value).second) mentions_[term->value].push_back(&quad);
      }
    }
  }

  Result<CanonicalDataset> run() {
    std::map<std::string, std::vector<std::string>> alike;
    for (auto const& [label, _] : mentions_) alike[first_hash(label)].push_back(label);
    for (auto const& [hash, labels] : alike) {
      if (labels.size() == 1) canonical_.issue(labels.front());
    }
    for (auto const& [hash, labels] : alike) {
      if (labels.size() > 1) tell_apart(labels);
      if (orders_left_ == 0) return too_large("seal.dataset_too_intricate", std::to_string(most_orders), std::to_string(quads_.size()));
    }
    return CanonicalDataset{relabelled(), canonical_.issued()};
  }

 private:
  std::string digest(std::string const& text) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes;
    unsigned length = 0;
    EVP_Digest(text.data(), text.size(), bytes.data(), &length, digest_ == DigestKind::sha256 ? EVP_sha256() : EVP_sha384(), nullptr);
    return hex({reinterpret_cast<char const*>(bytes.data()), length});
  }

  // §4.6: what is said of a node, all other blank nodes looking the same.
  std::string const& first_hash(std::string const& label) {
    auto const [entry, fresh] = first_.try_emplace(label);
    if (!fresh) return entry->second;
    std::vector<std::string> lines;
    for (Quad const* quad : mentions_[label]) {
      Quad seen = *quad;
      for (Term* term : {&seen.subject, &seen.object, &seen.graph}) {
        if (term->kind == Term::Kind::blank) term->value = term->value == label ? "a" : "z";
      }
      lines.push_back(line_of(seen));
    }
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (auto const& line : lines) all += line;
    return entry->second = digest(all);
  }

  void tell_apart(std::vector<std::string> const& labels) {
    std::vector<Path> paths;
    for (auto const& label : labels) {
      if (canonical_.find(label) != nullptr) continue;
      Issuer issuer("b");
      issuer.issue(label);
      paths.push_back(far_hash(label, std::move(issuer)));
    }
    std::stable_sort(paths.begin(), paths.end(), [](Path const& a, Path const& b) { return a.hash < b.hash; });
    for (Path const& path : paths) {
      for (auto const& label : path.issuer.order()) canonical_.issue(label);
    }
  }

  // §4.7: a neighbour, with how it is reached.
  std::string neighbour_hash(Quad const& quad, std::string const& related, Issuer const& issuer, char position) {
    std::string input(1, position);
    if (position != 'g') ((input += '<') += quad.predicate.value) += '>';
    std::string const* known = canonical_.find(related);
    if (known == nullptr) known = issuer.find(related);
    return digest(known != nullptr ? input + "_:" + *known : input + first_hash(related));
  }

  std::map<std::string, std::vector<std::string>> neighbours(std::string const& label, Issuer const& issuer) {
    std::map<std::string, std::vector<std::string>> found;
    for (Quad const* quad : mentions_[label]) {
      std::pair<Term const*, char> const places[] = {{&quad->subject, 's'}, {&quad->object, 'o'}, {&quad->graph, 'g'}};
      for (auto const& [term, position] : places) {
        if (term->kind != Term::Kind::blank || term->value == label) continue;
        found[neighbour_hash(*quad, term->value, issuer, position)].push_back(term->value);
      }
    }
    return found;
  }

  // §4.8: a node by the whole of what hangs on it.
  Path far_hash(std::string const& label, Issuer issuer) {
    std::string all;
    for (auto& [hash, related] : neighbours(label, issuer)) {
      all += hash;
      std::sort(related.begin(), related.end());
      Path best{"", issuer};
      do {
        if (orders_left_ == 0) return {"", std::move(issuer)};
        --orders_left_;
        if (auto path = follow(related, issuer, best.hash); path && (best.hash.empty() || path->hash < best.hash)) best = std::move(*path);
      } while (std::next_permutation(related.begin(), related.end()));
      all += best.hash;
      issuer = std::move(best.issuer);
    }
    return {digest(all), std::move(issuer)};
  }

  // One order of the alike neighbours; its path is in `hash`. Nothing when it cannot be better than the chosen.
  std::optional<Path> follow(std::vector<std::string> const& order, Issuer issuer, std::string const& chosen) {
    std::string path;
    std::vector<std::string> further;
    for (auto const& related : order) {
      if (std::string const* known = canonical_.find(related)) {
        (path += "_:") += *known;
      } else {
        if (issuer.find(related) == nullptr) further.push_back(related);
        (path += "_:") += issuer.issue(related);
      }
      if (worse(path, chosen)) return std::nullopt;
    }
    for (auto const& related : further) {
      Path deeper = far_hash(related, issuer);
      (path += "_:") += issuer.issue(related);
      ((path += '<') += deeper.hash) += '>';
      issuer = std::move(deeper.issuer);
      if (worse(path, chosen)) return std::nullopt;
    }
    return Path{std::move(path), std::move(issuer)};
  }

  std::string relabelled() const {
    std::set<std::string> lines;
    for (Quad quad : quads_) {
      for (Term* term : {&quad.subject, &quad.object, &quad.graph}) {
        if (term->kind == Term::Kind::blank) term->value = *canonical_.find(term->value);
      }
      lines.insert(line_of(quad));
    }
    std::string all;
    for (auto const& line : lines) all += line;
    return all;
  }

  Quads const& quads_;
  DigestKind digest_;
  std::map<std::string, std::vector<Quad const*>> mentions_;
  std::map<std::string, std::string> first_;
  Issuer canonical_{"c14n"};
  std::size_t orders_left_ = most_orders;
};

}  // namespace

Result<CanonicalDataset> canonical_dataset(Quads const& quads, DigestKind digest) { return Canonicalizer(quads, digest).run(); }

}  // namespace parvis::seal
