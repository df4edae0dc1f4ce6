// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Three months at Maison Rivage, as an agenda: what each person does, when. Seeded: two makings on one day are alike but
// for their ids, tokens and link codes.

#include <functional>
#include <random>

#include "app/demo/stage.h"
#include "app/demo/story.h"
#include "app/demo/traffic.h"
#include "app/simulated.h"
#include "base/zoned_time.h"

namespace parvis::app {

namespace people {
inline std::string const owner = "camille@atelier-fabre.example";
inline std::string const manager = "yanis@atelier-fabre.example";
inline std::string const author = "ines@atelier-fabre.example";
inline std::string const client = "elise@maison-rivage.example";
}  // namespace people

constexpr int first_day = -92;

/// Days count from `today`, in `zone`.
struct Scene {
  LocalDate today;
  ZoneName zone;
  std::string networks, shop;  // addresses
  Shop& keeper;                // pastes the script's line
};

class Season {
 public:
  Season(Stage& stage, Story story, Scene scene);
  /// Puts an act on the agenda; those of one moment come in the order they were put.
  void on(int day, std::string const& time, std::function<void()> act) { agenda_.emplace(at(day, time), std::move(act)); }
  Instant at(int day, std::string const& time) const;
  LocalDate date(int day) const { return scene_.today.plus_days(day); }
  /// Invites someone, who takes the invitation.
  void add_person(std::string const& email, std::string const& name, std::string const& role, std::string const& brand);
  /// Leaves the clock at `until`.
  void play(Instant until);
  /// Where the client approves the month to come.
  std::string const& approval_link() const { return approval_link_; }
  std::string const& brand() const { return main_.id; }
  /// Of the newest link that is out; empty without one.
  std::string living_code() const;

 private:
  struct Placed {
    std::string brand, publication, network;
    std::size_t content = 0;  // in its story
    int day = 0;
    std::string code;         // of its tagged link, empty without one
  };
  struct Brand {
    std::string id;
    std::string client;                           // who approves
    std::map<std::string, std::string> channels;  // by network
    std::vector<std::string> objectives, pillars, personas;
    std::vector<StoryContent> const* contents = nullptr;
  };
  struct Written {
    std::string id;
    boost::json::object draft;
    std::int64_t revision = 1;
  };

  // season.cpp: people, brands and plans
  void plan();
  void open_house();
  void open_second_brand();
  void take_brief();
  void highlight(std::string const& brief, json::Value const& document);
  void set_objectives();
  void close_first_objective();
  void draw_strategy();
  void open_channels();
  void open_site();

  // months.cpp: contents, approvals, publication
  void plan_month(Brand& brand, int from, int to, int asked);
  void write_contents(Brand& brand, int from, int to);
  Written write_content(Brand& brand, StoryContent const& content, std::size_t number);
  std::vector<Placed> schedule(Brand& brand, StoryContent const& content, std::size_t number, Written const& written);
  std::string image_of(Brand const& brand, StoryContent const& content, std::size_t number);
  void ask_client(Brand& brand, int from, int to, int asked);
  enum class Mood { thorough, busy };  // busy: decides on what needs a change only
  void decide(std::string const& token, Mood mood);
  void revise(Brand& brand, std::size_t number, std::string const& token);
  void plan_incident();
  void call_off();
  void tell_incident();
  void declare_live(Placed const& placed);

  // figures.cpp: readings, hours, costs, visits and orders
  void plan_figures();
  void log_hours(int monday_offset);
  void read_figures(Placed const& placed);
  void add_costs();
  void plan_traffic();
  std::vector<Traffic::Door> doors(int day) const;
  void declare_call(int number);
  void import_orders();

  bool goes_out(Placed const& placed) const;
  StoryContent const& content_of(Placed const& placed) const;
  std::string of_brand(std::string const& rest) const { return "/api/brands/" + main_.id + rest; }
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  Stage& stage_;
  Story const story_;
  Scene const scene_;
  Traffic traffic_{stage_};
  std::mt19937 random_{20'240'229};
  std::multimap<Instant, std::function<void()>> agenda_;
  Brand main_, second_;
  std::map<std::string, Written> written_;  // by brand and number
  std::vector<Placed> placed_;
  std::string approval_link_;
};

}  // namespace parvis::app
