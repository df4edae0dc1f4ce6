// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A session of block 1 prepared by requests alone: one candidate admitted, a case drawn for them, a jury of two seated and
// declared, the session staffed. It opens at the house's hour and closes an hour on.
//
//   test::ExamRoom room;
//   room.move("open");
//   room.hand_in();            // one piece, deposited
//   room.pass_deadline();
//   room.move("close");

#include "support/installation.h"

namespace parvis::test {

class ExamRoom {
 public:
  ExamRoom();

  Installation house;
  std::string session, enrolment, exam_case;

  json::Value sheet() { return house.want("certifier", "GET /api/exam-sessions/" + session); }
  /// An event of the session, by the certifier.
  void move(char const* event);
  void add_piece();
  void deposit();
  void hand_in();
  void pass_deadline() { house.clock().advance(std::chrono::minutes(61)); }
  void run_jobs() { house.instance().runner().run_due_once(house.clock().now()); }

 private:
  std::string made(std::string const& line, std::string const& body, char const* holder = nullptr);
  std::string confirmed_version();
  std::string rules_in_force();
  std::string admitted(std::string const& version);
  std::string ready_case();
  void seat(char const* who, char const* position);
};

}  // namespace parvis::test
