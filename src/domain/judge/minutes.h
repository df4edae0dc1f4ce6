// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The minutes (procès-verbal): drafted with their number and frozen content, signed by every juror present, closed for ever.
// Identity of candidates stands in the content's decision annex alone. A correction is new minutes that supersede.
// Problem codes: judge.minutes_not_found, judge.minutes_state, judge.minutes_incomplete (with each line that is missing),
// judge.already_signed, judge.not_a_signatory, judge.signature_refused, judge.signature_type, judge.signatures_missing,
// judge.content_changed, judge.numbers_unconfirmed (numbering.h).

#include "judge/deliberation.h"

namespace parvis::judge {

using SignatureId = Id<struct SignatureTag>;

enum class MinutesState { draft, closed };
BOOST_DESCRIBE_ENUM(MinutesState, draft, closed)

struct Minutes {
  MinutesId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  DeliberationId deliberation_id;
  std::string number;  // "PV-2026-0001", unique in the workspace for ever
  MinutesState state = MinutesState::draft;
  std::string content_sha256;  // of what is signed
  std::string pdf_sha256;      // of the closed document; "" before
  std::string root;            // of the sealed evidence, hexadecimal; "" where nothing was sealed
  std::optional<MinutesId> supersedes;
  Instant created_at;
  std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(Minutes, (), (id, workspace_id, session_id, deliberation_id, number, state, content_sha256, pdf_sha256, root, supersedes,
                                    created_at, closed_at))

/// drawn: an image; typed: one's name, with one's password again; paper: the scan of the signed sheet.
enum class SignatureMethod { drawn, typed, paper };
BOOST_DESCRIBE_ENUM(SignatureMethod, drawn, typed, paper)
struct MinutesSignature {
  SignatureId id;
  WorkspaceId workspace_id;
  MinutesId minutes_id;
  JurorId juror_id;
  SignatureMethod method = SignatureMethod::typed;
  std::string evidence_sha256;  // of the image or scan; "" of a typed one
  std::string content_sha256;   // what was signed; it counts while the draft still says that
  Instant signed_at;
};
BOOST_DESCRIBE_STRUCT(MinutesSignature, (), (id, workspace_id, minutes_id, juror_id, method, evidence_sha256, content_sha256, signed_at))

/// What is printed and signed, frozen as it stood. Names of people: kept apart from the ledger.
struct MinutesMember {
  JurorId juror;
  std::string name;
  std::string quality;
  std::string employer;
  Belongs belongs = Belongs::external;
  Position position = Position::member;
  bool present = false;
};
BOOST_DESCRIBE_STRUCT(MinutesMember, (), (juror, name, quality, employer, belongs, position, present))
struct MinutesCandidate {
  std::string number;     // of the candidate
  std::string name;       // identity is lifted here
  std::string pseudonym;
  bool present = false;
  std::string verdict;
  std::string ratio;      // "13/20", "" when nothing was marked
  std::string motive;
  bool casting_vote = false;
  std::vector<std::string> blocks;
};
BOOST_DESCRIBE_STRUCT(MinutesCandidate, (), (number, name, pseudonym, present, verdict, ratio, motive, casting_vote, blocks))
struct MinutesIncident {
  std::string code;
  std::string juror;
  std::string by_juror;
  std::string pseudonym;
  std::string note;
  LocalDate on;
};
BOOST_DESCRIBE_STRUCT(MinutesIncident, (), (code, juror, by_juror, pseudonym, note, on))
struct MinutesContent {
  std::string number;
  std::string supersedes;  // number of the former; "" of none
  std::string correction;  // its motive
  std::string certifier;
  std::string title;
  std::string rncp_number;
  std::string block;
  std::string block_title;
  std::string session;  // its label
  std::string centre;
  std::string habilitation;  // "" of the certifier's own centre
  std::string mode;
  LocalDate date;
  LocalTime time;
  ZoneName zone;
  std::string place;
  std::string representative;
  std::vector<MinutesMember> members;
  std::vector<Lack> composition;  // what is told of it; nothing that hinders
  bool vae = false;
  std::int64_t enrolled = 0;
  std::int64_t present = 0;
  std::int64_t absent = 0;
  std::int64_t accommodations = 0;  // how many candidates have one; no more is said
  bool oral = false;                // anonymity ends where people meet
  std::vector<MinutesIncident> incidents;
  std::string remarks;
  std::vector<MinutesCandidate> candidates;
  std::string root;
  std::int64_t sealed = 0;  // submissions under that root
};
BOOST_DESCRIBE_STRUCT(MinutesContent, (), (number, supersedes, correction, certifier, title, rncp_number, block, block_title, session, centre,
                                           habilitation, mode, date, time, zone, place, representative, members, composition, vae, enrolled, present,
                                           absent, accommodations, oral, incidents, remarks, candidates, root, sealed))

}  // namespace parvis::judge
