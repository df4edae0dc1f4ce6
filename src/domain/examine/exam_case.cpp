// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/exam_case.h"

#include <algorithm>

#include "base/digest.h"
#include "base/json.h"
#include "seal/canonical_json.h"

namespace parvis::examine {
namespace {

constexpr std::string_view cost_kinds[] = {"hours", "production", "media", "tools", "influencer", "fee"};

struct Sealed {
  CaseText content;
  std::vector<CaseDocument> documents;
};
BOOST_DESCRIBE_STRUCT(Sealed, (), (content, documents))

template <class AnyId>
void order_by_seed(std::string const& seed, std::vector<AnyId>& ids) {
  auto const place = [&](AnyId const& id) { return sha256_hex(seed + ":" + id.to_string()); };
  std::sort(ids.begin(), ids.end(), [&](AnyId const& a, AnyId const& b) { return place(a) < place(b); });
}

bool within_list(std::int64_t index, std::size_t size) { return index >= 0 && static_cast<std::size_t>(index) < size; }

}  // namespace

Result<CaseState> moved(CaseState state, CaseEvent event) {
  using enum CaseState;
  using enum CaseEvent;
  if (state == draft && event == make_ready) return ready;
  if (state == ready && event == rework) return draft;
  if ((state == ready || state == used) && event == CaseEvent::draw) return used;
  if (state != retired && event == retire) return retired;
  return conflict("examine.case_state", json::name_of(state) + " " + json::name_of(event));
}

std::string digest_of(ExamCase const& exam_case) {
  return sha256_hex(seal::canonical_json(json::to_value(Sealed{exam_case.content, exam_case.documents})));
}

std::vector<std::string> lacking(ExamCase const& exam_case) {
  std::vector<std::string> fields;
  if (exam_case.content.brief.empty()) fields.emplace_back("brief");
  if (exam_case.content.deliverables.empty()) fields.emplace_back("deliverables");
  return fields;
}

Done check(Supplied const& supplied) {
  std::vector<FieldError> errors;
  auto const wrong = [&](std::string list, std::size_t at, std::string value) {
    errors.push_back({std::move(list) + "/" + std::to_string(at), "examine.case_supplied", "", std::move(value)});
  };
  for (std::size_t i = 0; i < supplied.posts.size(); ++i) {
    if (!within_list(supplied.posts[i].channel, supplied.channels.size())) wrong("supplied/posts", i, std::to_string(supplied.posts[i].channel));
  }
  for (std::size_t i = 0; i < supplied.orders.size(); ++i) {
    auto const& post = supplied.orders[i].post;
    if (post && !within_list(*post, supplied.posts.size())) wrong("supplied/orders", i, std::to_string(*post));
  }
  for (std::size_t i = 0; i < supplied.costs.size(); ++i) {
    std::string const& kind = supplied.costs[i].kind.to_string();
    if (std::find(std::begin(cost_kinds), std::end(cost_kinds), kind) == std::end(cost_kinds)) wrong("supplied/costs", i, kind);
  }
  if (!errors.empty()) return invalid("examine.case_supplied", std::move(errors));
  return {};
}

std::map<EnrolmentId, ExamCaseId> dealt(std::string const& seed, std::vector<EnrolmentId> enrolments, std::vector<ExamCaseId> pool) {
  order_by_seed(seed, enrolments);
  order_by_seed(seed, pool);
  std::map<EnrolmentId, ExamCaseId> deal;
  for (std::size_t i = 0; i < enrolments.size(); ++i) deal[enrolments[i]] = pool[i % pool.size()];
  return deal;
}

}  // namespace parvis::examine
