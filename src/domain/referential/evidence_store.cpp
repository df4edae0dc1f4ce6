// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/assertion.h"
#include "referential/evidence.h"
#include "referential/referential.h"
#include "store/record.h"
#include "store/transaction.h"

namespace parvis::referential {
namespace {

constexpr auto insert_sql =
    "INSERT INTO referential_evidence (id, person_id, workspace_id, brand_id, competency, what, object_kind, object_id, link, at, day) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (person_id, competency, what, object_id, day) DO NOTHING";
// An empty text stands for "no such condition": a parameter that is NULL has no type on PostgreSQL.
constexpr auto conditions =
    " FROM referential_evidence WHERE ($1 = '' OR person_id = $1) AND ($2 = '' OR workspace_id = $2) AND ($3 = '' OR brand_id = $3) "
    "AND ($4 = '' OR competency = $4)";
constexpr auto erase_sql = "DELETE FROM referential_evidence WHERE person_id = $1";

std::string const& list_sql() {
  static std::string const sql = "SELECT " + store::columns<Evidence>() + conditions + " AND ($5 = '' OR id < $5) ORDER BY id DESC LIMIT $6";
  return sql;
}

std::string const& counts_sql() {
  static std::string const sql = std::string("SELECT competency, count(*) AS lines") + conditions + " GROUP BY competency";
  return sql;
}

store::Parameters conditions_of(EvidenceQuery const& query) {
  return {store::or_empty(query.person), store::or_empty(query.workspace), store::or_empty(query.brand), query.competency.value_or("")};
}

}  // namespace

void record_evidence(store::Transaction& tx, Clock const& clock, Worker const& worker, Work const& work) {
  PARVIS_ASSERT(find_competency(work.competency) != nullptr, work.competency + " is a competency");
  PARVIS_ASSERT(!worker.person.nil(), "evidence is someone's");
  auto const id = EvidenceId::make(clock);
  Instant const now = clock.now();
  std::string const day = now.to_string().substr(0, 10);
  store::Parameter const brand = worker.brand.nil() ? store::Parameter(nullptr) : store::Parameter(worker.brand.to_string());
  tx.run(insert_sql, {id.to_string(), worker.person.to_string(), worker.workspace.to_string(), brand, work.competency, work.what,
                      work.object_kind, work.object_id, work.link, now.milliseconds(), day});
}

std::vector<Evidence> evidence(store::Transaction& tx, EvidenceQuery const& query) {
  store::Parameters parameters = conditions_of(query);
  parameters.push_back(store::or_empty(query.after));
  parameters.push_back(static_cast<std::int64_t>(query.most));
  return store::records<Evidence>(tx.rows(list_sql(), parameters));
}

std::map<std::string, std::int64_t> evidence_counts(store::Transaction& tx, EvidenceQuery const& query) {
  std::map<std::string, std::int64_t> counts;
  for (store::Row const& row : tx.rows(counts_sql(), conditions_of(query))) counts[row.text(0)] = row.integer(1);
  return counts;
}

boost::json::value collect_evidence(store::Transaction& tx, Id<identity::PersonTag> const& person) {
  EvidenceQuery everything;
  everything.person = person;
  everything.most = std::numeric_limits<std::int32_t>::max();
  return json::to_value(evidence(tx, everything));
}

void erase_evidence(store::Transaction& tx, Id<identity::PersonTag> const& person) { tx.run(erase_sql, {person.to_string()}); }

}  // namespace parvis::referential
