// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A session of block 2 with its jury, for tests of what juries do: the session, its candidates and what they handed in are
// put into the records as examine leaves them, everything of the jury goes through requests.
//
//   test::JuryRoom room;                      // closed, two jurors seated and declared on everybody
//   room.begin_marking();
//   room.mark("juror", 0, "A");               // every criterion, and locks
//   room.deliberate();

#include "examine/examine.h"
#include "identity/password.h"
#include "judge/judge.h"
#include "support/installation.h"

namespace parvis::test {

struct JuryRoomOptions {
  std::size_t candidates = 3;
  std::string block = "B2";
  std::function<void(enrol::RuleSet&)> rules = {};
  enum class Questionnaire { none, one_open_question } questionnaire = Questionnaire::none;  // of block 4; everyone has handed in
  std::vector<std::string> seated = {"president", "juror"};  // declared on everybody
};

/// A file of a piece: what the candidate called it, what it held, and what jurors had of it.
struct HandedFile {
  std::string name;  // "L2.1-1.txt"
  std::string given;
  std::string original;
  std::string copy;
};

class JuryRoom {
 public:
  explicit JuryRoom(JuryRoomOptions options = {});

  Installation house;
  examine::ExamSessionId session;
  std::vector<enrol::EnrolmentId> enrolments;
  std::map<std::string, std::string> jurors;  // who -> juror's id; "president", "juror", and "other" who has no seat unless asked

  std::string path(std::string const& rest = "") const { return "/api/exam-sessions/" + session.to_string() + "/jury" + rest; }
  std::string own(std::string const& rest = "") const { return "/api/my-juries/" + session.to_string() + rest; }

  void begin_marking();
  /// Pieces of the first candidate's, as examine leaves them: files on the shelf, and the copies that jurors have.
  void hand_in_files(std::vector<HandedFile> const& files);
  /// The id of who's grid on that candidate; of the questionnaire's open answers for "questionnaire".
  std::string grid(std::string const& who, std::size_t candidate, std::string const& part = "written");
  /// "K2.1" … of the block, in order.
  std::vector<std::string> criteria() const;
  /// A draft's body: the level on every criterion, and `remark` wherever one is asked.
  std::string draft(std::string const& level, std::string const& remark, std::int64_t revision = 0) const;
  /// The same on the one open answer.
  static std::string open_draft(std::string const& level, std::string const& remark, std::int64_t revision = 0);
  /// Saves one draft and locks it.
  void mark(std::string const& who, std::size_t candidate, std::string const& level, std::string const& remark = "Vu.");
  void mark_open(std::string const& who, std::size_t candidate, std::string const& level, std::string const& remark = "Vu.");
  void mark_all(std::string const& level);
  /// Convenes and establishes quorum with both jurors.
  void deliberate();
  void decide_all();
  /// Drafts and has both sign by hand; the minutes' id.
  std::string signed_minutes();
  examine::SessionState state();
  /// Who of ours acts, for use cases called directly.
  identity::Actor actor(std::string const& who, identity::Role role);

 private:
  void make_certification(JuryRoomOptions const& options);
  void seat_candidates(std::size_t count);
  void seat_candidate(store::Transaction& tx, std::size_t number);
  void hand_in(store::Transaction& tx, examine::Sitter const& sitter);
  void set_questionnaire();
  void sit(store::Transaction& tx, examine::Sitter const& sitter);
  void keep_and_lock(std::string const& who, std::string const& grid, std::string const& draft);
  void seat_jurors();
  void set_state(examine::SessionState state);
  std::string add_juror(std::string const& who);

  std::string block_;
  JuryRoomOptions::Questionnaire const questionnaire_;
  std::vector<std::string> const seated_;
  enrol::ReferentialVersionId version_;
  identity::Actor certifier_;
};

/// The jury's desk on records opened anew, with a printer that needs no worker.
struct JuryDesk {
  JuryDesk(store::Database& database, Clock const& clock, std::filesystem::path const& data);
  SecretBox secrets;
  identity::PasswordHasher passwords{identity::PasswordCost::cheap()};
  identity::Desk identity;
  judge::Numbering numbers;
  judge::Desk desk;
};

/// A signature's image.
std::string tiny_png();

}  // namespace parvis::test
