// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/cdc_batches.h"

#include <algorithm>
#include <set>

#include "base/digest.h"
#include "certify/act.h"
#include "certify/cdc_flow.h"
#include "certify/cdc_store.h"
#include "certify/certificate_store.h"

namespace parvis::certify {
namespace {

void record(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<char const*, CdcItem const&> act) {
  put(tx, act.second);
  record_kept(tx, desk, actor, {act.first, item_table, act.second.id.to_string(), json::to_value(act.second)});
}

void record(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<char const*, CdcBatch const&> act) {
  put(tx, act.second);
  record_kept(tx, desk, actor, {act.first, batch_table, act.second.id.to_string(), json::to_value(act.second)});
}

bool waits(CdcItem const& item) { return item.state == CdcItemState::waiting || item.state == CdcItemState::refused; }

/// What nobody outside was told, or was told and refused, ends here.
void settle_unsent(store::Transaction& tx, Desk const& desk, Actor const& actor, CdcItem item) {
  item.state = CdcItemState::accepted;
  item.reason = *Text<0, 1000>::parse("certify.never_sent");
  ++item.revision;
  record(tx, desk, actor, {"certify.cdc_item_dropped", item});
}

/// Of a certificate that no longer stands and that the Caisse does not know: neither made there nor suppressed.
bool dropped(store::Transaction& tx, Desk const& desk, Actor const& actor, CdcItem const& item) {
  if (item.action != CdcAction::CREATION) return false;
  auto const certificate = find_certificate(tx, item.certificate_id);
  if (!certificate || certificate->state == CertificateState::issued) return false;
  settle_unsent(tx, desk, actor, item);
  auto const suppression = item_for(tx, item.certificate_id, CdcAction::SUPPRESSION);
  if (suppression && waits(*suppression)) settle_unsent(tx, desk, actor, *suppression);
  return true;
}

/// A suppression waits until the Caisse has said what became of the line that it suppresses.
bool may_go(store::Transaction& tx, CdcItem const& item) {
  if (item.action == CdcAction::CREATION) return true;
  auto const created = item_for(tx, item.certificate_id, CdcAction::CREATION);
  return !created || created->state == CdcItemState::accepted;
}

std::string batch_number(std::vector<CdcBatch> const& before, LocalDate const& day) {
  std::string const number = std::to_string(before.size() + 1);
  return "FLUX-" + day.to_string() + '-' + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number;
}

Result<CdcBatch> load_batch(store::Transaction& tx, WorkspaceId const& workspace, CdcBatchId const& id) {
  auto batch = find_batch(tx, workspace, id);
  if (!batch) return not_found("certify.batch_not_found");
  return std::move(*batch);
}

/// Each item that was sent is told of, once.
Done check_report(std::vector<CdcItem> const& items, CdcReport const& report) {
  std::vector<FieldError> wrong;
  std::set<std::string> told;
  for (std::size_t i = 0; i < report.verdicts.size(); ++i) {
    std::string const id = report.verdicts[i].technical_id.to_string();
    bool const sent = std::any_of(items.begin(), items.end(), [&](CdcItem const& item) { return item.technical_id == id; });
    char const* const code = !sent ? "certify.report_unknown" : told.insert(id).second ? nullptr : "certify.report_twice";
    if (code != nullptr) wrong.push_back({"verdicts/" + std::to_string(i) + "/technical_id", code, "", id});
  }
  if (told.size() < items.size() && wrong.empty()) wrong.push_back({"verdicts", "certify.report_incomplete", std::to_string(items.size()), std::to_string(told.size())});
  if (!wrong.empty()) return invalid("json.invalid_fields", std::move(wrong));
  return {};
}

CdcVerdict const& verdict_on(CdcItem const& item, CdcReport const& report) {
  return *std::find_if(report.verdicts.begin(), report.verdicts.end(), [&](CdcVerdict const& verdict) { return verdict.technical_id.to_string() == item.technical_id; });
}

void accept(store::Transaction& tx, Desk const& desk, Actor const& actor, CdcItem item) {
  item.state = CdcItemState::accepted;
  item.reason = {};
  item.accepted_at = desk.clock.now();
  ++item.revision;
  record(tx, desk, actor, {"certify.cdc_item_settled", item});
  // Another line of the same person may still have to be told with it.
  bool const needed = item.action == CdcAction::SUPPRESSION || open_creations(tx, item.workspace_id).contains(item.candidate_id);
  if (!needed) enrol::purge_nir(tx, desk.clock, actor, item.candidate_id);
}

void settle(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<CdcItem, CdcVerdict const&> told) {
  auto& [item, verdict] = told;
  if (!verdict.refused_because) return accept(tx, desk, actor, std::move(item));
  if (dropped(tx, desk, actor, item)) return;
  ++item.revision;
  item.state = CdcItemState::refused;
  item.reason = *Text<0, 1000>::parse(verdict.refused_because->to_string());
  item.due_by = enrol::end_of_delay(enrol::law_rule("cdc_correction"), today_of(tx, desk.clock, actor.workspace));
  record(tx, desk, actor, {"certify.cdc_item_settled", item});
}

}  // namespace

void queue_cdc(store::Transaction& tx, Desk const& desk, Actor const& actor, QueueCdc const& wanted) {
  Certificate const& certificate = wanted.certificate;
  if (item_for(tx, certificate.id, wanted.action)) return;
  LocalDate const due = enrol::end_of_delay(enrol::law_rule("cdc_delivery"), today_of(tx, desk.clock, certificate.workspace_id));
  CdcItem const item{CdcItemId::make(desk.clock), certificate.workspace_id, certificate.candidate_id, certificate.id, wanted.action, certificate.serial,
                     CdcItemState::waiting, {}, {}, due, {}, 1};
  record(tx, desk, actor, {"certify.cdc_item_queued", item});
}

void withdraw_cdc(store::Transaction& tx, Desk const& desk, Actor const& actor, Certificate const& certificate) {
  auto const created = item_for(tx, certificate.id, CdcAction::CREATION);
  if (!created) return;
  if (waits(*created)) return settle_unsent(tx, desk, actor, *created);
  queue_cdc(tx, desk, actor, {certificate, CdcAction::SUPPRESSION});
}

CdcOverview cdc_overview(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) { return CdcOverview{item_rows(tx, actor.workspace), batch_rows(tx, actor.workspace), cdc_schemas(desk, actor.workspace)}; });
}

Result<CdcBatch> prepare_batch(Desk const& desk, Actor const& actor, PrepareBatch const& request) {
  if (request.action == CdcAction::SUPPRESSION && request.version == CdcSchema::v1_1_2) return invalid_field("action", "certify.action_not_in_version", "v1_1_5", "v1_1_2");
  return desk.database.write([&](store::Transaction& tx) -> Result<CdcBatch> {
    std::vector<CdcItem> items = item_rows(tx, actor.workspace);
    std::erase_if(items, [&](CdcItem const& item) { return !waits(item) || item.action != request.action || !may_go(tx, item); });
    if (items.empty()) return conflict("certify.nothing_to_send");
    CdcBatch batch;
    batch.id = CdcBatchId::make(desk.clock);
    batch.workspace_id = actor.workspace;
    batch.number = batch_number(batch_rows(tx, actor.workspace), today_of(tx, desk.clock, actor.workspace));
    batch.version = request.version;
    batch.action = request.action;
    batch.name_rule = request.name_rule;
    batch.prepared_at = desk.clock.now();
    record(tx, desk, actor, {"certify.batch_prepared", batch});
    for (CdcItem& item : items) {
      item.state = CdcItemState::in_batch;
      item.batch_id = batch.id;
      ++item.revision;
      record(tx, desk, actor, {"certify.cdc_item_batched", item});
    }
    return batch;
  });
}

Result<BatchCheck> check_batch(Desk const& desk, Actor const& actor, CdcBatchId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<BatchCheck> {
    TRY(CdcBatch const batch, load_batch(tx, actor.workspace, id));
    auto const items = items_of(tx, id);
    CdcFlow flow = flow_of(tx, desk, {batch, items});
    BatchCheck check;
    check.items = static_cast<std::int64_t>(items.size());
    check.renamed = fit_names(flow, batch.name_rule);
    check.refusals = check_cdc(flow, batch.version);
    if (check.refusals.empty()) check.refusals = refusals_of_schema(desk, batch, write_cdc(flow, batch.version));
    return check;
  });
}

Result<std::string> take_batch(Desk const& desk, Actor const& actor, CdcBatchId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<std::string> {
    TRY(CdcBatch batch, load_batch(tx, actor.workspace, id));
    if (batch.state != CdcBatchState::prepared && batch.state != CdcBatchState::taken) return conflict("certify.batch_state", json::name_of(batch.state));
    CdcFlow flow = flow_of(tx, desk, {batch, items_of(tx, id)});
    fit_names(flow, batch.name_rule);
    auto refusals = check_cdc(flow, batch.version);
    if (!refusals.empty()) return invalid("certify.batch_refused", std::move(refusals));
    std::string file = write_cdc(flow, batch.version);
    refusals = refusals_of_schema(desk, batch, file);
    if (!refusals.empty()) return invalid("certify.batch_refused", std::move(refusals));
    batch.state = CdcBatchState::taken;
    batch.file_sha256 = sha256_hex(file);
    batch.taken_at = desk.clock.now();
    ++batch.revision;
    record(tx, desk, actor, {"certify.batch_taken", batch});
    return file;
  });
}

Result<CdcBatch> read_report(Desk const& desk, Actor const& actor, CdcBatchId const& id, CdcReport const& report) {
  return desk.database.write([&](store::Transaction& tx) -> Result<CdcBatch> {
    TRY(CdcBatch batch, load_batch(tx, actor.workspace, id));
    if (batch.state != CdcBatchState::taken) return conflict("certify.batch_state", json::name_of(batch.state));
    auto const items = items_of(tx, id);
    TRY_DONE(check_report(items, report));
    for (CdcItem const& item : items) settle(tx, desk, actor, {item, verdict_on(item, report)});
    batch.state = CdcBatchState::processed;
    batch.processed_at = desk.clock.now();
    ++batch.revision;
    record(tx, desk, actor, {"certify.batch_processed", batch});
    return batch;
  });
}

Result<CdcBatch> abandon_batch(Desk const& desk, Actor const& actor, CdcBatchId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<CdcBatch> {
    TRY(CdcBatch batch, load_batch(tx, actor.workspace, id));
    if (batch.state != CdcBatchState::prepared && batch.state != CdcBatchState::taken) return conflict("certify.batch_state", json::name_of(batch.state));
    for (CdcItem item : items_of(tx, id)) {
      item.batch_id.reset();
      if (dropped(tx, desk, actor, item)) continue;
      item.state = CdcItemState::waiting;
      ++item.revision;
      record(tx, desk, actor, {"certify.cdc_item_released", item});
    }
    batch.state = CdcBatchState::abandoned;
    ++batch.revision;
    record(tx, desk, actor, {"certify.batch_abandoned", batch});
    return batch;
  });
}

}  // namespace parvis::certify
