// SPDX-License-Identifier: AGPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "app/commands.h"

namespace {

using parvis::app::Configuration;

int run_with(Configuration::Values const& flags, std::function<int(Configuration const&)> const& verb) {
  auto const configuration = Configuration::gather(flags, parvis::app::parvis_environment());
  if (configuration) return verb(*configuration);
  for (auto const& field : configuration.error().fields) {
    std::cerr << "parvis: " << field.code << ": " << field.path << (field.limit.empty() ? "" : " wants " + field.limit) << ", in "
              << field.value << "\n";
  }
  return 2;
}

/// Lets a verb take every setting as a flag: --public-address for public_address.
void take_settings(CLI::App& verb, Configuration::Values& flags) {
  for (auto const& setting : parvis::app::settings()) {
    std::string flag = "--" + setting.name;
    std::replace(flag.begin(), flag.end(), '_', '-');
    verb.add_option_function<std::string>(flag, [&flags, name = setting.name](std::string const& value) { flags[name] = value; }, setting.meaning);
  }
}

int run(int argc, char** argv) {
  CLI::App app{"Parvis, a workbench for community managers"};
  app.set_version_flag("--version", PARVIS_VERSION);
  app.require_subcommand(1);
  Configuration::Values flags;
  int status = 0;
  std::size_t cohort = 0;
  struct Verb {
    char const* name;
    char const* meaning;
    int (*act)(Configuration const&);
  };
  for (Verb const& verb : {Verb{"serve", "Serve the workbench", parvis::app::serve}, Verb{"demo", "Fill an empty data folder with a demo brand", parvis::app::demo}, Verb{"doctor", "Print the settings and look for what is lacking", parvis::app::doctor}}) {
    CLI::App* const sub = app.add_subcommand(verb.name, verb.meaning);
    take_settings(*sub, flags);
    sub->callback([&flags, &status, &cohort, act = verb.act] {
      status = run_with(flags, [&](Configuration const& configuration) { return cohort > 0 ? parvis::app::demo_cohort(configuration, cohort) : act(configuration); });
    });
  }
  app.get_subcommand("demo")->add_option("--cohort", cohort, "Instead of the brand: so many candidates (200 when no number is given) from enrolment to certificates")->expected(0, 1)->default_str("200")->check(CLI::Range(1, 2000));
  std::string place;
  bool unproved = false;
  struct Mover {
    char const* name;
    char const* option;
    char const* meaning;
    int (*act)(Configuration const&, std::filesystem::path const&);
  };
  for (Mover const& mover : {Mover{"backup", "folder,--to", "Copy records, events, files and schemas into an empty folder", parvis::app::backup},
                             Mover{"restore", "folder,--from", "Fill an empty data folder from a backup; nothing is sent until a person lets it", parvis::app::restore}}) {
    CLI::App* const sub = app.add_subcommand(mover.name, mover.meaning);
    take_settings(*sub, flags);
    sub->add_option(mover.option, place, "The backup's folder")->required();
    sub->callback([&flags, &status, &place, &unproved, act = mover.act] {
      status = run_with(flags, [&](Configuration const& configuration) { return (unproved ? parvis::app::restore_unproved : act)(configuration, place); });
    });
  }
  app.get_subcommand("restore")->add_flag("--without-manifest", unproved, "Take a backup that has no manifest as it is, though it may not be whole");
  app.add_subcommand("openapi", "Print the contract")->callback([&status] { status = parvis::app::print_contract(); });
  app.add_subcommand("schema", "Print the records' schema")->callback([&status] { status = parvis::app::print_schema(); });
  CLI11_PARSE(app, argc, argv);
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& failure) {
    std::cerr << "parvis: " << failure.what() << "\n";
    return 1;
  }
}
