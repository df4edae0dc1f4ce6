// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/result.h"

#include <algorithm>
#include <map>
#include <set>

namespace parvis::measure {
namespace {

using strategy::Metric;

/// The kind of conversion an objective counts; empty for one that counts something else.
std::string kind_counted(Metric metric) {
  switch (metric) {
    case Metric::revenue:
    case Metric::margin:
    case Metric::orders: return "order";
    case Metric::leads: return "lead";
    case Metric::calls: return "call";
    case Metric::bookings: return "booking";
    case Metric::quotes: return "quote";
    default: return "";
  }
}

FigureOrigin merged(FigureOrigin a, FigureOrigin b) {
  if (a == FigureOrigin::unknown) return b;
  if (b == FigureOrigin::unknown || a == b) return a;
  return FigureOrigin::mixed;
}

class Computation {
 public:
  explicit Computation(ResultInput const& input) : in_(input), currency_(input.objective.currency) {}

  ObjectiveResult result() {
    out_.objective = in_.objective;
    out_.period = in_.period;
    out_.model = in_.model;
    out_.audience = in_.audience;
    out_.sites_after_consent = in_.sites_after_consent;
    out_.minutes_without_objective = in_.audience == Audience::internal ? in_.minutes_without_objective : 0;
    out_.computed_at = in_.now;
    sort_links();
    place_conversions();
    weigh_costs();
    list_publications();
    credit_links();
    figures();
    shares();
    out_.reached = reached();
    return std::move(out_);
  }

 private:
  Money money(std::int64_t minor) const { return {minor, currency_}; }
  /// What it brought, as far as it is known in the objective's basis.
  static std::int64_t net(ConversionRow const& row) {
    return (row.counted ? row.counted->minor : 0) - (row.counted_refund ? row.counted_refund->minor : 0);
  }

  /// What each link serves: the objective that its publication has now, else the one it was made for.
  std::map<std::string, std::optional<ObjectiveId>> objectives_by_code() const {
    std::map<std::string, std::optional<ObjectiveId>> by_publication, by_code;
    for (auto const* posts : {&in_.posts, &in_.earlier_posts}) {
      for (Posted const& post : *posts) {
        by_publication.emplace(post.publication_id, post.objective_id);
        if (post.link_code) by_code.emplace(*post.link_code, post.objective_id);
      }
    }
    for (strategy::ShortLink const& link : in_.links) {
      auto const out = by_publication.find(link.publication_id.value_or(""));
      by_code.emplace(link.code, out == by_publication.end() ? link.objective_id : out->second);
    }
    return by_code;
  }

  void sort_links() {
    for (Posted const& post : in_.posts) {
      if (post.objective_id == in_.objective.id) our_publications_.insert(post.publication_id);
    }
    for (auto const& [code, objective] : objectives_by_code()) {
      known_codes_.insert(code);
      if (objective) (*objective == in_.objective.id ? our_codes_ : claimed_codes_).insert(code);
    }
  }

  static std::vector<std::string> among(std::set<std::string> const& wanted, std::vector<std::string> codes) {
    std::erase_if(codes, [&](std::string const& code) { return !wanted.contains(code); });
    return codes;
  }

  bool in_scope(Conversion const& conversion, std::vector<std::string> const& ours) const {
    if (conversion.objective_id) return *conversion.objective_id == in_.objective.id;
    if (!ours.empty()) return true;
    return std::none_of(conversion.codes.begin(), conversion.codes.end(), [&](auto const& code) { return claimed_codes_.contains(code); });
  }

  bool is_in_currency(Conversion const& one) const {
    return one.value.currency == currency_ && (one.refunded.minor == 0 || one.refunded.currency == currency_);
  }

  void place_conversions() {
    for (Conversion const& one : in_.conversions) {
      auto const ours = among(our_codes_, one.codes);
      if (!in_scope(one, ours)) continue;
      if (!is_in_currency(one)) {
        ++out_.conversions_in_other_currency;
        continue;
      }
      bool const said = one.objective_id == in_.objective.id;
      ConversionRow row = counted({one.id, one.kind, one.order_id, one.at, one.value, one.refunded, one.tax, {}, {}, one.source, ours, !ours.empty() || said, is_sale(one.kind), is_cancelled(one), money(0)}, one.tax_per_mille);
      // Said to be of this objective, it is so whole; else every link of the brand that it came by has its share.
      paths_.push_back({said ? ours : among(known_codes_, one.codes), row.sale ? net(row) : 0});
      row.credited = money(said ? paths_.back().worth : credit_of(paths_.back()));
      out_.conversions.push_back(std::move(row));
    }
  }

  /// What of it our links are credited with.
  std::int64_t credit_of(Path const& path) const {
    std::int64_t ours = 0;
    for (auto const& [code, credit] : credit_by_code({path}, in_.model)) ours += our_codes_.contains(code) ? credit.worth : 0;
    return ours;
  }

  ConversionRow counted(ConversionRow row, std::optional<std::int64_t> const& tax_per_mille) {
    row.counted = in_basis(Taxed{row.value, row.tax, tax_per_mille}, in_.objective.tax);
    row.counted_refund = in_basis(Taxed{row.refunded, row.tax, tax_per_mille}, in_.objective.tax);
    if (!row.counted || !row.counted_refund) ++out_.conversions_without_rate;
    return row;
  }

  void weigh_costs() {
    CostSide const side = in_.audience == Audience::client ? CostSide::billed : CostSide::internal;
    for (CostLine const& line : in_.costs) {
      if (line.side != side || line.archived_at) continue;
      if (line.amount.currency != currency_) {
        ++out_.costs_in_other_currency;
        continue;
      }
      auto const amount = in_basis(line, in_.objective.tax);
      if (!amount) {
        ++out_.costs_without_rate;
        continue;
      }
      cost_ += amount->minor;
      out_.costs.push_back({line.id, line.objective_id, line.publication_id, line.kind, line.side, line.on_day, line.amount, line.tax, line.tax_per_mille, *amount,
                            line.minutes, line.note});
    }
  }

  std::optional<std::int64_t> reading(std::string const& publication, ReadingMetric metric) const {
    for (Reading const& one : in_.readings) {
      if (one.publication_id == publication && one.metric == metric) return one.value;
    }
    return std::nullopt;
  }

  std::int64_t visits_by(std::set<std::string> const& links) const {
    std::int64_t total = 0;
    for (Visits const& one : in_.visits) total += came_by(one.codes, links) ? one.all : 0;
    return total;
  }

  void list_publications() {
    for (Posted const& post : in_.posts) {
      if (!our_publications_.contains(post.publication_id)) continue;
      auto const visits = post.link_code ? std::optional(visits_by({*post.link_code})) : std::nullopt;
      out_.publications.push_back({post.publication_id, post.title, post.channel, post.date, post.time, post.url, post.proof,
                                   reading(post.publication_id, ReadingMetric::reach), reading(post.publication_id, ReadingMetric::reactions), visits});
    }
  }

  Posted const* post_of(std::string const& code) const {
    auto const link = std::find_if(in_.links.begin(), in_.links.end(), [&](auto const& one) { return one.code == code; });
    auto const carries = [&](Posted const& post) {
      return post.link_code == code || (link != in_.links.end() && link->publication_id == post.publication_id);
    };
    for (auto const* posts : {&in_.posts, &in_.earlier_posts}) {
      auto const found = std::find_if(posts->begin(), posts->end(), carries);
      if (found != posts->end()) return &*found;
    }
    return nullptr;
  }

  void credit_links() {
    std::vector<Path> paths;
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      if (!out_.conversions[i].cancelled) paths.push_back(paths_[i]);
    }
    auto const last = credit_by_code(paths, Model::last_touch);
    auto const linear = credit_by_code(paths, Model::linear);
    auto const& chosen = in_.model == Model::last_touch ? last : linear;
    for (std::string const& code : our_codes_) {
      auto const credit = [&](auto const& all) { return all.contains(code) ? all.at(code) : Credit{}; };
      std::int64_t const visits = visits_by({code});
      Posted const* post = post_of(code);
      if (post == nullptr && visits == 0 && credit(linear).thousandths == 0) continue;
      out_.attribution.push_back({code, post != nullptr ? std::optional(post->publication_id) : std::nullopt, post != nullptr ? post->title : code,
                                  post != nullptr ? post->channel : "", visits, credit(last).thousandths, credit(linear).thousandths,
                                  money(credit(chosen).worth)});
    }
    std::stable_sort(out_.attribution.begin(), out_.attribution.end(), [](auto const& a, auto const& b) {
      return std::tie(b.revenue.minor, b.linear_thousandths, b.visits) < std::tie(a.revenue.minor, a.linear_thousandths, a.visits);
    });
  }

  void add_count(std::string code, std::optional<std::int64_t> count, FigureOrigin origin, std::optional<Instant> as_of = {}) {
    out_.figures.push_back({std::move(code), count, {}, {}, {}, count ? origin : FigureOrigin::unknown, count ? as_of : std::nullopt});
  }
  void add_amount(std::string code, std::optional<std::int64_t> minor, FigureOrigin origin) {
    out_.figures.push_back({std::move(code), {}, minor ? std::optional(money(*minor)) : std::nullopt, {}, {}, minor ? origin : FigureOrigin::unknown,
                            minor ? std::optional(in_.now) : std::nullopt});
  }

  void add_reading(std::string code, ReadingMetric metric) {
    std::optional<std::int64_t> total;
    FigureOrigin origin = FigureOrigin::unknown;
    std::optional<Instant> as_of;
    for (Reading const& one : in_.readings) {
      if (one.metric != metric || !our_publications_.contains(one.publication_id)) continue;
      total = total.value_or(0) + one.value;
      origin = merged(origin, one.origin == Origin::measured ? FigureOrigin::measured : FigureOrigin::declared);
      as_of = as_of ? std::min(*as_of, one.at) : one.at;  // the whole is as fresh as its oldest part
    }
    add_count(std::move(code), total, origin, as_of);
  }

  /// That nothing went out is known of the calendar itself.
  FigureOrigin origin_of_proofs() const {
    FigureOrigin origin = FigureOrigin::unknown;
    for (PublicationRow const& row : out_.publications) {
      bool const by_a_person = row.proof == "declared" || row.proof == "supplied";
      origin = merged(origin, by_a_person ? FigureOrigin::declared : FigureOrigin::measured);
    }
    return out_.publications.empty() ? FigureOrigin::measured : origin;
  }

  struct Sums {
    std::int64_t count = 0;
    std::int64_t revenue = 0;
    std::int64_t refunds = 0;
    FigureOrigin origin = FigureOrigin::unknown;
  };
  template <class Wanted>
  Sums sums(Wanted&& wanted) const {
    Sums all;
    for (ConversionRow const& row : out_.conversions) {
      if (!wanted(row)) continue;
      all.count += row.cancelled ? 0 : 1;
      all.revenue += row.counted ? row.counted->minor : 0;
      all.refunds += row.counted_refund ? row.counted_refund->minor : 0;
      all.origin = merged(all.origin, row.source == "measured" ? FigureOrigin::measured : FigureOrigin::declared);
    }
    return all;
  }

  std::optional<std::int64_t> our_visits() const {
    return our_codes_.empty() ? std::nullopt : std::optional(visits_by(our_codes_));
  }

  /// Margin where its rate is known, revenue otherwise.
  std::int64_t gain(std::int64_t net_revenue) const {
    auto const rate = in_.objective.margin_percent;
    return rate ? scaled(money(net_revenue), *rate, 100).minor : net_revenue;
  }

  void figures() {
    Sums const all = sums([](auto const&) { return true; });
    Sums const traced = sums([](auto const& row) { return row.traced; });
    Sums const orders = sums([](auto const& row) { return row.sale; });
    Sums const others = sums([](auto const& row) { return !row.sale; });
    add_count("publications", static_cast<std::int64_t>(out_.publications.size()), origin_of_proofs(), in_.now);
    add_reading("reach", ReadingMetric::reach);
    add_reading("reactions", ReadingMetric::reactions);
    add_count("visits", our_visits(), FigureOrigin::measured, in_.now);
    add_count("conversions", all.count, all.origin, in_.now);
    if (orders.count != all.count) add_count("orders", orders.count, orders.origin, in_.now);
    add_amount("revenue", orders.revenue, orders.origin);
    if (orders.refunds != 0) add_amount("refunds", orders.refunds, orders.origin);
    if (others.revenue != others.refunds) add_amount("announced", others.revenue - others.refunds, others.origin);
    std::int64_t net_traced = 0;
    for (ConversionRow const& row : out_.conversions) net_traced += row.credited.minor;
    add_amount("traced_revenue", net_traced, FigureOrigin::computed);
    if (in_.objective.margin_percent) add_amount("margin", gain(net_traced), FigureOrigin::computed);
    bool const costed = !out_.costs.empty();
    add_amount("cost", costed ? std::optional(cost_) : std::nullopt, FigureOrigin::declared);
    bool const returns = costed && cost_ > 0;
    out_.figures.push_back({"roi", {}, {}, returns ? std::optional(gain(net_traced) - cost_) : std::nullopt, returns ? std::optional(cost_) : std::nullopt,
                            returns ? FigureOrigin::computed : FigureOrigin::unknown, returns ? std::optional(in_.now) : std::nullopt});
    if (costed && traced.count > 0) add_amount("cost_per_conversion", scaled(money(cost_), 1, traced.count).minor, FigureOrigin::computed);
  }

  void shares() {
    std::string const kind = kind_counted(in_.objective.metric);
    Fraction traced;
    for (ConversionRow const& row : out_.conversions) {
      if (row.cancelled || (!kind.empty() && row.kind != kind)) continue;
      ++traced.whole;
      traced.part += row.traced ? 1 : 0;
    }
    if (traced.whole > 0) out_.traced = traced;
    Fraction consent;
    for (Visits const& one : in_.visits) {
      consent.whole += one.all;
      consent.part += one.consented;
    }
    if (consent.whole > 0) out_.consent = consent;
  }

  std::optional<std::int64_t> figure_value(std::string_view code) const {
    for (Figure const& figure : out_.figures) {
      if (figure.code != code) continue;
      return figure.amount ? std::optional(figure.amount->minor) : figure.count;
    }
    return std::nullopt;
  }

  std::optional<std::int64_t> reached() const {
    std::string const kind = kind_counted(in_.objective.metric);
    Sums const counted = sums([&](auto const& row) { return kind.empty() || row.kind == kind; });
    switch (in_.objective.metric) {
      case Metric::revenue: return counted.revenue - counted.refunds;
      case Metric::margin: return in_.objective.margin_percent ? std::optional(gain(counted.revenue - counted.refunds)) : std::nullopt;
      case Metric::visits: return figure_value("visits");
      case Metric::reach: return figure_value("reach");
      case Metric::reactions: return figure_value("reactions");
      case Metric::followers: return std::nullopt;
      default: return counted.count;
    }
  }

  ResultInput const& in_;
  Currency currency_;
  ObjectiveResult out_;
  std::set<std::string> our_publications_;
  std::set<std::string> our_codes_;
  std::set<std::string> claimed_codes_;  // by another objective
  std::set<std::string> known_codes_;    // of the brand
  std::vector<Path> paths_;              // of each of out_.conversions
  std::int64_t cost_ = 0;
};

}  // namespace

bool is_sale(std::string_view kind) { return kind == "order"; }

ObjectiveResult compute_result(ResultInput const& input) { return Computation(input).result(); }

}  // namespace parvis::measure
