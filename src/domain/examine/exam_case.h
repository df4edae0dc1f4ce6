// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// An exam case ("sujet"): the brief and the client's documents that a candidate works from, the figures supplied with
// it, and what is to be handed in. draft -> ready -> used (drawn once; sealed for ever) ; ready -> draft; any but used ->
// retired; used -> retired (kept, no longer drawn).
// Problem codes: examine.case_not_found, examine.case_state (conflict), examine.case_incomplete (fields say what lacks),
// examine.case_deliverable_unknown, examine.case_supplied (a line of the supplied figures that names nothing known).

#include "enrol/enrol.h"
#include "strategy/strategy.h"

namespace parvis::examine {

using enrol::EnrolmentId;
using enrol::ReferentialVersionId;
using enrol::RuleSet;
using identity::Actor;
using identity::PersonId;
using identity::WorkspaceId;
using ExamCaseId = Id<struct ExamCaseTag>;

/// A document as the client would send it; its bytes stand on the file shelf.
struct CaseDocument {
  Text<1, 200> name;
  std::string media_type;
  std::int64_t bytes = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(CaseDocument, (), (name, media_type, bytes, sha256))

/// The objective that the client gives; days count from the session's opening (negative: before).
struct SuppliedObjective {
  Text<1, 120> title;
  strategy::Metric metric = strategy::Metric::orders;
  std::optional<std::int64_t> target;
  std::int64_t starts_day = -30;
  std::int64_t ends_day = 0;
  std::optional<std::int64_t> budget_minor;
};
BOOST_DESCRIBE_STRUCT(SuppliedObjective, (), (title, metric, target, starts_day, ends_day, budget_minor))

/// A channel of the client's; in a sandbox all lead to the simulated network, whatever they are called.
struct SuppliedChannel {
  strategy::Network network = strategy::Network::other;
  Text<1, 80> name;
};
BOOST_DESCRIBE_STRUCT(SuppliedChannel, (), (network, name))

/// A post that was already out, with its tagged link, what the network's export says, and the visits it brought.
struct SuppliedPost {
  Text<1, 160> title;
  Text<1, 5000> body;
  std::int64_t channel = 0;  // index in channels
  std::int64_t day = -7;
  std::optional<WebUrl> link;
  std::optional<std::int64_t> reach;
  std::optional<std::int64_t> reactions;
  std::int64_t visits = 0;
};
BOOST_DESCRIBE_STRUCT(SuppliedPost, (), (title, body, channel, day, link, reach, reactions, visits))

/// An order; `post` is the index of the post whose link led to it, absent for one that nothing traces.
struct SuppliedOrder {
  Text<1, 80> number;
  std::int64_t day = -1;
  std::int64_t amount_minor = 0;
  std::int64_t refunded_minor = 0;
  std::optional<std::int64_t> post;
};
BOOST_DESCRIBE_STRUCT(SuppliedOrder, (), (number, day, amount_minor, refunded_minor, post))

struct SuppliedCost {
  Text<1, 40> kind;  // as measure names it: hours, production, media, tools, influencer, fee
  std::int64_t day = -1;
  std::int64_t amount_minor = 0;
  Text<0, 300> note;
};
BOOST_DESCRIBE_STRUCT(SuppliedCost, (), (kind, day, amount_minor, note))

/// What the sandbox brand is furnished with, through the rooms' own use cases.
struct Supplied {
  Text<0, 80> client;  // the brand's name; empty: the case's title
  std::optional<SuppliedObjective> objective;
  std::vector<SuppliedChannel> channels;
  std::vector<SuppliedPost> posts;
  std::vector<SuppliedOrder> orders;
  std::vector<SuppliedCost> costs;
};
BOOST_DESCRIBE_STRUCT(Supplied, (), (client, objective, channels, posts, orders, costs))

enum class CaseState { draft, ready, used, retired };
BOOST_DESCRIBE_ENUM(CaseState, draft, ready, used, retired)
enum class CaseEvent { make_ready, rework, draw, retire };
BOOST_DESCRIBE_ENUM(CaseEvent, make_ready, rework, draw, retire)
/// Problem examine.case_state.
Result<CaseState> moved(CaseState state, CaseEvent event);

/// What a certifier writes.
struct CaseText {
  Text<1, 10> block;  // "B1"
  Text<1, 160> title;
  Text<0, 20000> brief;
  std::vector<std::string> deliverables;  // "L1.1"…, of the block; none: all of them
  Supplied supplied;
};
BOOST_DESCRIBE_STRUCT(CaseText, (), (block, title, brief, deliverables, supplied))

struct ExamCase {
  ExamCaseId id;
  WorkspaceId workspace_id;
  CaseText content;
  std::vector<CaseDocument> documents;
  CaseState state = CaseState::draft;
  std::string sha256;  // of content and documents (JCS), set when first drawn; "" before
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> sealed_at;
};
BOOST_DESCRIBE_STRUCT(ExamCase, (), (id, workspace_id, content, documents, state, sha256, revision, created_at, sealed_at))

/// SHA-256, in hexadecimal, of the canonical JSON of the content and the documents' list.
std::string digest_of(ExamCase const& exam_case);

/// What keeps a case from being ready: names of fields; empty when nothing.
std::vector<std::string> lacking(ExamCase const& exam_case);
/// Indices that name no post or channel, kinds that measure does not know. Problem examine.case_supplied.
Done check(Supplied const& supplied);

/// Which case each candidate gets: candidates and cases are ordered by SHA-256("<seed>:<id>"), then dealt in turn, so
/// that each case serves as often as any other, give or take one, and anyone who holds the seed finds the same deal.
/// Precondition: pool is not empty.
std::map<EnrolmentId, ExamCaseId> dealt(std::string const& seed, std::vector<EnrolmentId> enrolments, std::vector<ExamCaseId> pool);

}  // namespace parvis::examine
