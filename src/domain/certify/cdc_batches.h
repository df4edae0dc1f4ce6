// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the Caisse des Dépôts is told: one item a certificate and action, sent in numbered files. Only items that its report
// refused are sent again. Names and NIR are read when a file is made, and kept nowhere here; the NIR goes once accepted.

#include "certify/cdc_file.h"
#include "certify/certificate.h"

namespace parvis::certify {

using CdcItemId = Id<struct CdcItemTag>;
using CdcBatchId = Id<struct CdcBatchTag>;

/// waiting -> in_batch -> accepted | refused -> in_batch …
enum class CdcItemState { waiting, in_batch, accepted, refused };
BOOST_DESCRIBE_ENUM(CdcItemState, waiting, in_batch, accepted, refused)
struct CdcItem {
  CdcItemId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  CertificateId certificate_id;
  CdcAction action = CdcAction::CREATION;
  std::string technical_id;  // idTechnique: the certificate's serial
  CdcItemState state = CdcItemState::waiting;
  std::optional<CdcBatchId> batch_id;
  Text<0, 1000> reason;  // of a refusal, in the report's own words
  LocalDate due_by;      // three months from delivery, or from a request to correct (R6113-17-2)
  std::optional<Instant> accepted_at;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(CdcItem, (), (id, workspace_id, candidate_id, certificate_id, action, technical_id, state, batch_id, reason, due_by, accepted_at, revision))

enum class CdcBatchState { prepared, taken, processed, abandoned };
BOOST_DESCRIBE_ENUM(CdcBatchState, prepared, taken, processed, abandoned)
struct CdcBatch {
  CdcBatchId id;
  WorkspaceId workspace_id;
  std::string number;  // idFlux
  CdcSchema version = CdcSchema::v1_1_2;
  CdcAction action = CdcAction::CREATION;
  CdcBatchState state = CdcBatchState::prepared;
  CdcNameRule name_rule;
  std::string file_sha256;  // "" until taken
  Instant prepared_at;
  std::optional<Instant> taken_at;
  std::optional<Instant> processed_at;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(CdcBatch, (), (id, workspace_id, number, version, action, state, name_rule, file_sha256, prepared_at, taken_at, processed_at, revision))

struct QueueCdc {
  Certificate certificate;
  CdcAction action = CdcAction::CREATION;
};
void queue_cdc(store::Transaction& tx, Desk const& desk, Actor const& actor, QueueCdc const& wanted);
/// A certificate that no longer stands: what waits, never sent or refused, is dropped ("certify.never_sent"); what is in a file
/// or was accepted is asked to be suppressed. Of a certificate that fell while its line was in a file, that line and its
/// suppression are dropped when the file is given up or the report refuses it.
void withdraw_cdc(store::Transaction& tx, Desk const& desk, Actor const& actor, Certificate const& certificate);

/// The kit's XSD of one version, as the certifier brought it: files are validated against it before they are taken.
struct CdcSchemaKept {
  CdcSchema version = CdcSchema::v1_1_2;
  std::string sha256;  // "" while there is none
};
BOOST_DESCRIBE_STRUCT(CdcSchemaKept, (), (version, sha256))
std::vector<CdcSchemaKept> cdc_schemas(Desk const& desk, WorkspaceId const& workspace);
/// Problem certify.cdc_schema_unreadable: it is no XSD that stands by itself.
Result<CdcSchemaKept> keep_cdc_schema(Desk const& desk, Actor const& actor, std::pair<CdcSchema, std::string> const& brought);
/// What the kit's XSD says of the file, "flux" and the line as path; nothing without one.
std::vector<FieldError> refusals_of_schema(Desk const& desk, CdcBatch const& batch, std::string const& xml);

struct CdcOverview {
  std::vector<CdcItem> items;
  std::vector<CdcBatch> batches;
  std::vector<CdcSchemaKept> schemas;
};
BOOST_DESCRIBE_STRUCT(CdcOverview, (), (items, batches, schemas))
CdcOverview cdc_overview(Desk const& desk, Actor const& actor);

struct PrepareBatch {
  CdcSchema version = CdcSchema::v1_1_2;
  CdcAction action = CdcAction::CREATION;
  CdcNameRule name_rule;
};
BOOST_DESCRIBE_STRUCT(PrepareBatch, (), (version, action, name_rule))
/// Every waiting and refused item of the action; a suppression once what it suppresses is settled. Problems certify.nothing_to_send, certify.action_not_in_version.
Result<CdcBatch> prepare_batch(Desk const& desk, Actor const& actor, PrepareBatch const& request);

/// What stands in the way of the file, and what the name rule changed.
struct BatchCheck {
  std::vector<FieldError> refusals;
  std::vector<CdcRenamed> renamed;
  std::int64_t items = 0;
};
Result<BatchCheck> check_batch(Desk const& desk, Actor const& actor, CdcBatchId const& id);
/// The XML. Problems certify.batch_not_found, certify.batch_refused with every refusal, certify.batch_state.
Result<std::string> take_batch(Desk const& desk, Actor const& actor, CdcBatchId const& id);

struct CdcVerdict {
  Text<1, 255> technical_id;
  std::optional<Text<1, 1000>> refused_because;  // absent: accepted
};
BOOST_DESCRIBE_STRUCT(CdcVerdict, (), (technical_id, refused_because))
/// The processing report: passagesOK and passagesKO by idTechnique.
struct CdcReport {
  std::vector<CdcVerdict> verdicts;
};
BOOST_DESCRIBE_STRUCT(CdcReport, (), (verdicts))
/// Accepted items end, and with the last creation of a candidate their NIR is purged; refused ones wait for the next file. Problems certify.batch_not_found,
/// certify.batch_state, certify.report_unknown (an idTechnique that was not sent), certify.report_twice, certify.report_incomplete.
Result<CdcBatch> read_report(Desk const& desk, Actor const& actor, CdcBatchId const& id, CdcReport const& report);
/// A file that was never sent: its items wait again. Problems certify.batch_not_found, certify.batch_state.
Result<CdcBatch> abandon_batch(Desk const& desk, Actor const& actor, CdcBatchId const& id);

}  // namespace parvis::certify
