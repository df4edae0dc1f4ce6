// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A session of block 4 with its questionnaire, for tests of sittings: the session and who sits it are put into the records
// as examine leaves them, everything of the questionnaire goes through requests. Right answers, titles and feedback of the
// bank all bear the word SECRET. Three questions of two points (one choice, a word, an open one), thirty minutes, ten of pause.
//
//   test::SittingRoom room;                    // planned, nobody has begun; "candidate" sits it
//   room.open();
//   room.begin("candidate");                   // {sitting} from then on

#include "examine/session_store.h"
#include "support/installation.h"

namespace parvis::test {

class SittingRoom {
 public:
  /// Each of `sitters` is a person of the house; "candidate" is there, any other joins it.
  explicit SittingRoom(std::vector<std::string> sitters = {"candidate"});

  Installation house;
  std::map<std::string, std::string> names;  // session, questionnaire, question, sitting (of whoever began last)

  /// {braces} by their names.
  std::string filled(std::string text) const;
  void set_questionnaire();
  /// Sets the questionnaire and opens the session.
  void open();
  void move(examine::SessionState state);
  /// Begins or goes on; the sitting's id.
  std::string begin(std::string const& who);
  json::Value want(std::string const& who, std::string const& line, std::string const& body = "") { return house.want(who, filled(line), filled(body)); }
  http::Response ask(std::string const& who, std::string const& line, std::string const& body = "") { return house.ask(who, filled(line), filled(body)); }
  /// "chosen" of a choice, or a text.
  static std::string answer(std::string const& text) { return R"({"chosen":[],"text":")" + text + R"(","matched":[]})"; }

 private:
  void seat(std::string const& who);
  void plan();
  void question(std::string const& kind, std::string const& choices);
  void fill_bank();
  std::string person(std::string const& who);
  void save(std::function<Done(store::Transaction&, examine::Act const&)> const& write);

  std::string version_;
  examine::ExamSession session_;
};

}  // namespace parvis::test
