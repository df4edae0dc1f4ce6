// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/assertion.h"
#include "base/digest.h"
#include "jobs/outbox.h"
#include "judge/jury_store.h"
#include "judge/minutes_desk.h"
#include "judge/minutes_store.h"
#include "judge/round.h"
#include "render/image.h"

namespace parvis::judge {
namespace {

constexpr char const* series_name = "minutes";

std::string shown_number(std::int64_t year, std::int64_t sequence) {
  std::string digits = std::to_string(sequence);
  return "PV-" + std::to_string(year) + "-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

/// The draft of the round, or a new one with the next number.
Result<Minutes> draft_of(store::Transaction& tx, Desk const& desk, Round const& round) {
  for (Minutes& one : minutes_rows(tx, round.session.id)) {
    if (one.deliberation_id == round.deliberation.id) return std::move(one);
  }
  Minutes minutes;
  minutes.id = MinutesId::make(desk.clock);
  minutes.workspace_id = round.session.workspace_id;
  minutes.session_id = round.session.id;
  minutes.deliberation_id = round.deliberation.id;
  minutes.supersedes = round.deliberation.supersedes;
  minutes.created_at = desk.clock.now();
  std::int64_t const year = static_cast<int>(local_moment(desk.clock.now(), round.session.zone).date.year_month_day().year());
  TRY(std::int64_t const sequence, desk.numbers.next(tx, {round.session.workspace_id, series_name, year}));
  minutes.number = shown_number(year, sequence);
  return minutes;
}

/// A decision that was computed still is what arithmetic gives: a level agreed since asks for it anew.
bool stands(Comers& comers, Round const& round, JuryDecision const& decision) {
  if (!decision.votes.empty() && !locked_grids(comers, decision.enrolment_id)) return false;
  if (!decision.ratio) return true;
  auto const result = computed(comers, round, decision.enrolment_id);
  return result && result->ratio == *decision.ratio && (result->outcome == Outcome::passes) == (decision.verdict == JuryVerdict::VALIDE);
}

Done check_decided(store::Transaction& tx, Round const& round) {
  Comers comers(tx, *round.desk, round.session);
  Problem problem{Kind::conflict, "judge.undecided", {}, {}, {}};
  for (examine::Sitter const& sitter : round.sitters) {
    bool const done = std::any_of(round.decisions.begin(), round.decisions.end(), [&](JuryDecision const& one) { return one.enrolment_id == sitter.enrolment_id && stands(comers, round, one); });
    if (!done) problem.fields.push_back({sitter.pseudonym, "judge.undecided", {}, {}});
  }
  if (problem.fields.empty()) return {};
  return fail(std::move(problem));
}

/// What was drafted still is what stands: no tie was declared since, no juror replaced, nothing of its lines corrected.
Done check_current(store::Transaction& tx, Round const& round, Minutes const& minutes) {
  if (!check_decided(tx, round)) return conflict("judge.content_changed");
  auto const content = content_now(tx, round, minutes.number);
  if (!content || sha256_hex(json::encode(*content)) != minutes.content_sha256) return conflict("judge.content_changed");
  return {};
}

/// All have signed: their signatures are void only where what they signed no longer stands.
Done void_signatures(store::Transaction& tx, Desk const& desk, Actor const& actor, Round& round) {
  for (Minutes const& one : minutes_rows(tx, round.session.id)) {
    if (one.deliberation_id == round.deliberation.id && check_current(tx, round, one)) return conflict("judge.deliberation_state", "pv_signed draft");
  }
  TRY_DONE(advance(tx, desk, actor, {&round.deliberation, DeliberationEvent::void_signatures}));
  return advance(tx, desk, actor, {&round.deliberation, DeliberationEvent::decide});
}

bool awaits_closing(DeliberationState state) { return state == DeliberationState::pv_draft || state == DeliberationState::pv_signed; }

Result<Round> round_of(store::Transaction& tx, Desk const& desk, Minutes const& minutes) {
  TRY(ExamSession const session, examine::load_session(tx, minutes.workspace_id, minutes.session_id));
  TRY(Round round, last_round(tx, desk, session));
  for (Deliberation const& one : deliberation_rows(tx, session.id)) {
    if (one.id == minutes.deliberation_id) round.deliberation = one;
  }
  return round;
}

std::vector<SignatureLine> signature_lines(store::Transaction& tx, Minutes const& minutes, MinutesContent const& content) {
  auto const signatures = signature_rows(tx, minutes.id);
  std::vector<SignatureLine> lines;
  for (MinutesMember const& member : content.members) {
    if (!member.present) continue;
    SignatureLine line{member.juror, member.name, member.position, {}, {}};
    for (MinutesSignature const& one : signatures) {
      if (one.juror_id != member.juror || one.content_sha256 != minutes.content_sha256) continue;
      line.method = one.method;
      line.signed_at = one.signed_at;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

MinutesSheet sheet_of(store::Transaction& tx, Minutes const& minutes, DeliberationState state) {
  MinutesSheet sheet{minutes, content_of(tx, minutes.id), {}, state, {}, {}, false};
  sheet.signatures = signature_lines(tx, minutes, sheet.content);
  for (Minutes const& other : minutes_rows(tx, minutes.session_id)) {
    if (other.supersedes == minutes.id && other.state == MinutesState::closed) sheet.superseded_by = other.number;
  }
  for (Deliberation const& round : deliberation_rows(tx, minutes.session_id)) {
    if (round.supersedes == minutes.id && round.state != DeliberationState::pv_closed) sheet.correction = round.motive.to_string();
  }
  return sheet;
}

/// Members of the jury that the minutes name, and those who run the certification, may read them.
Done may_read(store::Transaction& tx, Actor const& actor, Minutes const& minutes) {
  if (identity::grants(actor.role, identity::may::run_certification.name)) return {};
  TRY(ExamSession const session, examine::load_session(tx, actor.workspace, minutes.session_id));
  if (!own_seat(tx, actor, session)) return not_found("judge.minutes_not_found");
  return {};
}

std::string read_file(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// What the printer takes; images of drawn signatures read from the shelf.
MinutesPrint print_of(store::Transaction& tx, Desk const& desk, Minutes const& minutes) {
  MinutesPrint print{content_of(tx, minutes.id), {}, {}, identity::Locale::fr};
  auto const lines = signature_lines(tx, minutes, print.content);
  for (MinutesSignature const& one : signature_rows(tx, minutes.id)) {
    auto const line = std::find_if(lines.begin(), lines.end(), [&](SignatureLine const& signatory) { return signatory.juror == one.juror_id; });
    if (one.content_sha256 != minutes.content_sha256 || line == lines.end()) continue;
    std::string image;
    if (one.method == SignatureMethod::drawn) {
      image = "signature-" + std::to_string(print.images.size() + 1) + ".png";
      print.images[image] = read_file(desk.file_of(one.evidence_sha256));
    }
    print.signatures.push_back({line->name, one.method, image, one.signed_at});
  }
  return print;
}

bool all_signed(std::vector<SignatureLine> const& lines) {
  return !lines.empty() && std::all_of(lines.begin(), lines.end(), [](SignatureLine const& one) { return one.method.has_value(); });
}

MinutesSignature signature_by(Desk const& desk, Minutes const& minutes, JurorId const& juror, SignatureMethod method) {
  MinutesSignature signature;
  signature.id = SignatureId::make(desk.clock);
  signature.workspace_id = minutes.workspace_id;
  signature.minutes_id = minutes.id;
  signature.juror_id = juror;
  signature.method = method;
  signature.content_sha256 = minutes.content_sha256;
  signature.signed_at = desk.clock.now();
  return signature;
}

/// Keeps the signature of one present, once; the last one makes the minutes signed.
Result<MinutesSheet> take_signature(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Minutes, MinutesSignature> const& what) {
  auto const& [minutes, signature] = what;
  TRY(Round round, round_of(tx, desk, minutes));
  if (round.deliberation.state != DeliberationState::pv_draft) return conflict("judge.deliberation_state", json::name_of(round.deliberation.state) + " sign");
  auto const lines = signature_lines(tx, minutes, content_of(tx, minutes.id));
  auto const line = std::find_if(lines.begin(), lines.end(), [&](SignatureLine const& one) { return one.juror == signature.juror_id; });
  if (line == lines.end()) return forbidden("judge.not_a_signatory");
  if (line->method) return conflict("judge.already_signed");
  TRY_DONE(check_current(tx, round, minutes));
  keep(tx, desk, actor, {"judge.minutes_signed", signature_table}, signature);
  if (all_signed(signature_lines(tx, minutes, content_of(tx, minutes.id)))) TRY_DONE(advance(tx, desk, actor, {&round.deliberation, DeliberationEvent::sign}));
  return sheet_of(tx, minutes, round.deliberation.state);
}

Result<MinutesSheet> sign_own(Desk const& desk, Actor const& actor, MinutesId const& id, std::pair<SignatureMethod, std::string> const& how) {
  return desk.database.write([&](store::Transaction& tx) -> Result<MinutesSheet> {
    TRY(Minutes const minutes, load_minutes(tx, actor.workspace, id));
    TRY(Juror const juror, own_juror(tx, actor));
    MinutesSignature signature = signature_by(desk, minutes, juror.id, how.first);
    signature.evidence_sha256 = how.second;
    return take_signature(tx, desk, actor, {minutes, signature});
  });
}

/// Within the transaction that closes; `pdf_sha256` is of the document made from `minutes` and its signatures as they stood.
Result<MinutesSheet> closed(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Minutes, std::string> const& printed) {
  TRY(Minutes minutes, load_minutes(tx, actor.workspace, printed.first.id));
  TRY(Round round, round_of(tx, desk, minutes));
  if (minutes.content_sha256 != printed.first.content_sha256) return conflict("judge.content_changed");
  TRY_DONE(moved(round.deliberation.state, DeliberationEvent::close));
  TRY_DONE(check_current(tx, round, minutes));
  TRY_DONE(advance(tx, desk, actor, {&round.deliberation, DeliberationEvent::close}));
  minutes.state = MinutesState::closed;
  minutes.pdf_sha256 = printed.second;
  minutes.closed_at = desk.clock.now();
  keep(tx, desk, actor, {"judge.minutes_closed", minutes_table}, minutes);
  for (JuryDecision decision : decision_rows(tx, round.deliberation.id)) {
    decision.minutes_id = minutes.id;
    keep(tx, desk, actor, {"judge.decision_closed", decision_table}, decision);
  }
  if (!minutes.supersedes) TRY_DONE(examine::advance_session(tx, desk.clock, actor, minutes.session_id, examine::SessionEvent::close_minutes));
  jobs::publish_event(tx, "judge.minutes_closed", json::encode(MinutesClosed{minutes.id, minutes.session_id}));
  return sheet_of(tx, minutes, round.deliberation.state);
}

Result<std::pair<Minutes, MinutesPrint>> ready_to_close(Desk const& desk, Actor const& actor, MinutesId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<std::pair<Minutes, MinutesPrint>> {
    TRY(Minutes minutes, load_minutes(tx, actor.workspace, id));
    TRY_DONE(round_of_president(tx, desk, actor, minutes.session_id));
    TRY(Round const round, round_of(tx, desk, minutes));
    if (round.deliberation.state == DeliberationState::pv_draft) return conflict("judge.signatures_missing");
    TRY_DONE(moved(round.deliberation.state, DeliberationEvent::close));
    TRY_DONE(check_current(tx, round, minutes));
    MinutesPrint print = print_of(tx, desk, minutes);
    return std::pair{std::move(minutes), std::move(print)};
  });
}

}  // namespace

Result<Minutes> load_minutes(store::Transaction& tx, WorkspaceId const& workspace, MinutesId const& id) {
  auto minutes = find_minutes(tx, workspace, id);
  if (!minutes) return not_found("judge.minutes_not_found");
  return std::move(*minutes);
}

std::vector<Minutes> minutes_of(store::Transaction& tx, ExamSessionId const& session) {
  auto all = minutes_rows(tx, session);
  std::erase_if(all, [](Minutes const& one) { return one.state != MinutesState::closed; });
  return all;
}

std::vector<JuryDecision> decisions_of(store::Transaction& tx, MinutesId const& minutes) { return decisions_in(tx, minutes); }

MinutesContent content_of(store::Transaction& tx, MinutesId const& id) {
  auto content = json::decode<MinutesContent>(content_text(tx, id));
  PARVIS_ASSERT(content.has_value(), "minutes keep their content");
  return std::move(*content);
}

Result<MinutesSheet> draft_minutes(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<MinutesSheet> {
    TRY(Round round, round_of_president(tx, desk, actor, id));
    TRY_DONE(check_decided(tx, round));
    if (round.deliberation.state == DeliberationState::pv_signed) TRY_DONE(void_signatures(tx, desk, actor, round));
    if (round.deliberation.state == DeliberationState::pv_draft) {
      TRY_DONE(make_quorate(tx, desk, actor, round.deliberation));
      TRY_DONE(advance(tx, desk, actor, {&round.deliberation, DeliberationEvent::decide}));
    }
    TRY_DONE(advance(tx, desk, actor, {&round.deliberation, DeliberationEvent::draft}));
    TRY_DONE(content_now(tx, round, "PV"));  // refused before a number is spent
    TRY(Minutes minutes, draft_of(tx, desk, round));
    TRY(MinutesContent const content, content_now(tx, round, minutes.number));
    std::string const text = json::encode(content);
    minutes.content_sha256 = sha256_hex(text);
    minutes.root = content.root;
    keep(tx, desk, actor, {"judge.minutes_drafted", minutes_table}, minutes);
    put_content(tx, minutes.id, text);
    // Lines that say again what all had signed once are signed.
    if (all_signed(signature_lines(tx, minutes, content))) TRY_DONE(advance(tx, desk, actor, {&round.deliberation, DeliberationEvent::sign}));
    return sheet_of(tx, minutes, round.deliberation.state);
  });
}

Result<MinutesSheet> minutes_sheet(Desk const& desk, Actor const& actor, MinutesId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<MinutesSheet> {
    TRY(Minutes const minutes, load_minutes(tx, actor.workspace, id));
    TRY_DONE(may_read(tx, actor, minutes));
    TRY(Round const round, round_of(tx, desk, minutes));
    MinutesSheet sheet = sheet_of(tx, minutes, round.deliberation.state);
    sheet.outdated = awaits_closing(round.deliberation.state) && !check_current(tx, round, minutes);
    return sheet;
  });
}

std::vector<MinutesLine> all_minutes_of(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    std::vector<MinutesLine> lines;
    for (Minutes& one : all_minutes(tx, actor.workspace)) {
      auto const session = examine::load_session(tx, actor.workspace, one.session_id);
      if (session) lines.push_back({std::move(one), session->title.to_string(), session->block.to_string()});
    }
    return lines;
  });
}

Result<std::string> minutes_pdf(Desk const& desk, Actor const& actor, MinutesId const& id) {
  using Found = std::pair<Minutes, MinutesPrint>;
  TRY(Found const found, desk.database.read([&](store::Transaction& tx) -> Result<Found> {
    TRY(Minutes minutes, load_minutes(tx, actor.workspace, id));
    TRY_DONE(may_read(tx, actor, minutes));
    MinutesPrint print = print_of(tx, desk, minutes);
    return std::pair{std::move(minutes), std::move(print)};
  }));
  if (found.first.state == MinutesState::closed) return read_file(desk.file_of(found.first.pdf_sha256));
  return desk.print(found.second);
}

Result<MinutesSheet> sign_typed(Desk const& desk, Actor const& actor, MinutesId const& id, SignTyped const& request) {
  std::string const name = desk.database.read([&](store::Transaction& tx) { return identity::person_name(tx, actor.person); });
  if (request.typed_name.to_string() != name) return invalid_field("typed_name", "judge.signature_refused", name, request.typed_name.to_string());
  TRY_DONE(identity::confirm_person(desk.identity, actor.person, request.password));
  return sign_own(desk, actor, id, {SignatureMethod::typed, ""});
}

Result<MinutesSheet> sign_drawn(Desk const& desk, Actor const& actor, MinutesId const& id, std::string const& png) {
  // Looked at now: an image that cannot be printed would stand in the way of closing for ever.
  auto const image = render::probe_image(png);
  if (!image || image->format != render::ImageFormat::png) return unsupported("judge.signature_type", "PNG");
  std::string const digest = sha256_hex(png);
  desk.keep_file(digest, png);
  return sign_own(desk, actor, id, {SignatureMethod::drawn, digest});
}

Result<MinutesSheet> sign_on_paper(Desk const& desk, Actor const& actor, MinutesId const& id, PaperSignature const& paper) {
  bool const scan = paper.scan.starts_with("%PDF-") || paper.scan.starts_with("\x89PNG") || paper.scan.starts_with("\xFF\xD8\xFF");
  if (!scan) return unsupported("judge.signature_type", "PDF, PNG, JPEG");
  std::string const digest = sha256_hex(paper.scan);
  desk.keep_file(digest, paper.scan);
  return desk.database.write([&](store::Transaction& tx) -> Result<MinutesSheet> {
    TRY(Minutes const minutes, load_minutes(tx, actor.workspace, id));
    TRY_DONE(round_of_president(tx, desk, actor, minutes.session_id));
    MinutesSignature signature = signature_by(desk, minutes, paper.juror, SignatureMethod::paper);
    signature.evidence_sha256 = digest;
    return take_signature(tx, desk, actor, {minutes, signature});
  });
}

Result<MinutesSheet> close_minutes(Desk const& desk, Actor const& actor, MinutesId const& id) {
  // Printed before the transaction, which then closes exactly what was printed or nothing.
  TRY(auto const ready, ready_to_close(desk, actor, id));
  TRY(std::string const pdf, desk.print(ready.second));
  std::string const digest = sha256_hex(pdf);
  desk.keep_file(digest, pdf);
  return desk.database.write([&](store::Transaction& tx) { return closed(tx, desk, actor, {ready.first, digest}); });
}

Done confirm_numbers(Desk const& desk, Actor const& actor, ConfirmNumbers const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY_DONE(desk.numbers.confirm(tx, {actor.workspace, request.name.to_string(), request.year}, request.last));
    tell(tx, desk, actor, {"judge.numbers_confirmed", "number", request.name.to_string() + "-" + std::to_string(request.year), json::encode(request)});
    return {};
  });
}

}  // namespace parvis::judge
