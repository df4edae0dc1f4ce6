// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/search.h"

#include <map>
#include <set>

#include "identity/routes.h"
#include "referential/referential.h"
#include "text/fold.h"

namespace parvis::app {
namespace {

using http::Asked;
using identity::Actor;

constexpr int most_of_a_kind = 8;
constexpr std::size_t longest_title = 160;

enum class FoundKind { brand, objective, content, publication, persona, competency };
BOOST_DESCRIBE_ENUM(FoundKind, brand, objective, content, publication, persona, competency)
struct Found {
  FoundKind kind = FoundKind::brand;
  std::string id;
  std::string title;
  std::optional<identity::BrandId> brand_id;
  std::optional<std::string> brand_name;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(Found, (), (kind, id, title, brand_id, brand_name, address))
struct FoundList { std::vector<Found> items; };
BOOST_DESCRIBE_STRUCT(FoundList, (), (items))
struct SearchQuestion { Text<0, 100> q; };
BOOST_DESCRIBE_STRUCT(SearchQuestion, (), (q))

std::string cut(std::string const& text) {
  std::size_t end = std::min(text.size(), longest_title);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

/// Gathers what matches; each kind is bounded over all brands.
class Search {
 public:
  explicit Search(std::string words) : words_(std::move(words)) {}

  void look_in(store::Transaction& tx, identity::Brand const& brand) {
    brand_ = &brand;
    add(FoundKind::brand, brand.id.to_string(), brand.name.to_string(), "produire");
    for (auto const& objective : strategy::objectives_of(tx, brand.id)) {
      add(FoundKind::objective, objective.id.to_string(), objective.title.to_string(), "comprendre/objectifs/" + objective.id.to_string());
    }
    for (auto const& persona : strategy::personas_of(tx, brand.id)) {
      add(FoundKind::persona, persona.id.to_string(), persona.name.to_string(), "comprendre/personas/" + persona.id.to_string());
    }
    seen_.emplace(brand.id, brand);
  }

  // Over all brands at once: one that has nothing costs nothing.
  void look_at_contents(store::Transaction& tx) {
    std::set<identity::BrandId> brands;
    for (auto const& [id, brand] : seen_) brands.insert(id);
    for (studio::FoundContent const& content : studio::contents_holding(tx, brands, words_, most_of_a_kind)) {
      brand_ = &seen_.at(content.brand_id);
      put(FoundKind::content, content.id.to_string(), content.title, "produire/" + content.id.to_string());
      look_at_publications(tx, content);
    }
  }

  void look_in_referential() {
    brand_ = nullptr;
    for (auto const& block : referential::current().blocks) {
      for (auto const& competency : block.competencies) add(FoundKind::competency, competency.id, competency.id + " " + competency.text, std::string("/certifier"));
    }
  }

  FoundList take() { return std::move(list_); }

 private:
  void look_at_publications(store::Transaction& tx, studio::FoundContent const& content) {
    for (auto const& publication : publish::publications_of_content(tx, content.brand_id, content.id)) {
      if (publication.state == publish::State::cancelled) continue;
      put(FoundKind::publication, publication.id.to_string(), content.title + ", " + publication.moment.date.to_string(),
          "publier/" + publication.id.to_string());
    }
  }

  void add(FoundKind kind, std::string const& id, std::string const& title, std::string const& path) {
    if (text::fold(title).find(words_) != std::string::npos) put(kind, id, title, path);
  }

  void put(FoundKind kind, std::string const& id, std::string const& title, std::string const& path) {
    if (++counts_[kind] > most_of_a_kind) return;
    Found found{kind, id, cut(title), {}, {}, path};
    if (brand_ != nullptr) {
      found.brand_id = brand_->id;
      found.brand_name = brand_->name.to_string();
      found.address = below(brand_->id, path);
    }
    list_.items.push_back(std::move(found));
  }

  std::string const words_;
  identity::Brand const* brand_ = nullptr;
  std::map<identity::BrandId, identity::Brand> seen_;
  std::map<FoundKind, int> counts_;
  FoundList list_;
};

Result<FoundList> search(ReadingDesk const& desk, Actor const& self, SearchQuestion const& question) {
  if (question.q.empty()) return FoundList();
  Search search(text::fold(question.q.to_string()));
  desk.database.read([&](store::Transaction& tx) {
    for (identity::Brand const& brand : identity::brands_of(tx, self.person, self.workspace)) search.look_in(tx, brand);
    search.look_at_contents(tx);
  });
  search.look_in_referential();
  return search.take();
}

}  // namespace

void register_search_routes(http::Router& router, ReadingDesk const& desk) {
  router.get<SearchQuestion, FoundList>("/api/search", identity::may::be_oneself, "Finds brands, objectives, contents, publications, personas and competencies",
                                        [&desk](Asked const& asked, SearchQuestion const& question) { return search(desk, identity::actor(asked.caller), question); });
}

}  // namespace parvis::app
