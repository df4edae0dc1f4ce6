// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/configuration.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/file_shelf.h"
#include "app/mail_server.h"
#include "support/temporary_folder.h"

namespace parvis::app {
namespace {

class ConfigurationTest : public testing::Test {
 protected:
  void write(std::string const& text) const { std::ofstream(folder / "parvis.conf") << text; }
  Result<Configuration> gather(Configuration::Values flags = {}, Configuration::Values const& environment = {}) const {
    flags.emplace("data", folder.path().string());
    return Configuration::gather(flags, environment);
  }
  test::TemporaryFolder folder;
};

TEST_F(ConfigurationTest, a_flag_wins_over_the_environment_that_over_the_file_that_over_the_default) {
  write("# of this machine\nworkers = 3\nlog_level = warn\n\nlisten=127.0.0.1:1\n");
  auto const chosen = gather({{"listen", "[::1]:3"}}, {{"PARVIS_LISTEN", "127.0.0.1:2"}, {"PARVIS_LOG_LEVEL", "debug"}, {"PARVIS_UNRELATED", "x"}});
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->listen_address(), "::1");
  EXPECT_EQ(chosen->listen_port(), 3);
  EXPECT_EQ(chosen->chosen().at("listen").from, "--listen");
  EXPECT_EQ(chosen->chosen().at("log_level").from, "PARVIS_LOG_LEVEL");
  EXPECT_EQ(chosen->count("workers"), 3u);
  EXPECT_EQ(chosen->chosen().at("workers").from, "parvis.conf:2");
  EXPECT_EQ(chosen->chosen().at("io_threads").from, "default");
}

TEST_F(ConfigurationTest, what_is_wrong_names_the_setting_and_its_place) {
  struct Case {
    std::string file, code, path, value;
  };
  for (Case const& each : std::vector<Case>{
           {"listenn = 1\n", "app.setting_unknown", "listenn", "parvis.conf:1"},
           {"\nlisten\n", "app.setting_malformed", "listen", "parvis.conf:2"},
           {"listen = 8080\n", "app.setting_malformed", "listen", "8080 (parvis.conf:1)"},
           {"listen = a:70000\n", "app.setting_malformed", "listen", "a:70000 (parvis.conf:1)"},
           {"workers = 0\n", "app.setting_malformed", "workers", "0 (parvis.conf:1)"},
           {"workers = -1\n", "app.setting_malformed", "workers", "-1 (parvis.conf:1)"},
           {"log_form = xml\n", "app.setting_malformed", "log_form", "xml (parvis.conf:1)"},
           {"public_address = parvis.example\n", "app.setting_malformed", "public_address", "parvis.example (parvis.conf:1)"},
           {"trusted_proxies = 10.0.0.0/8, here\n", "app.setting_malformed", "trusted_proxies", "10.0.0.0/8, here (parvis.conf:1)"},
       }) {
    write(each.file);
    auto const refused = gather();
    ASSERT_FALSE(refused) << each.file;
    EXPECT_EQ(refused.error().fields.front().code, each.code) << each.file;
    EXPECT_EQ(refused.error().fields.front().path, each.path);
    EXPECT_EQ(refused.error().fields.front().value, each.value);
  }
}

TEST_F(ConfigurationTest, the_public_address_follows_the_listening_one_and_bears_no_last_slash) {
  EXPECT_EQ(gather()->public_address(), "http://127.0.0.1:8080");
  EXPECT_EQ(gather({{"public_address", "https://parvis.example//"}})->public_address(), "https://parvis.example");
}

TEST_F(ConfigurationTest, a_mail_server_is_read_from_one_address) {
  auto const usual = parse_smtp("smtp://l%C3%A9a:a%3Ab%40c@mail.example");
  ASSERT_TRUE(usual);
  EXPECT_EQ(usual->user, "léa");
  EXPECT_EQ(usual->password, "a:b@c");
  EXPECT_EQ(usual->host, "mail.example");
  EXPECT_EQ(usual->port, 587);
  EXPECT_EQ(usual->security, net::MailSecurity::starttls);
  EXPECT_EQ(parse_smtp("smtps://mail.example")->port, 465);
  EXPECT_EQ(parse_smtp("smtp://localhost:25")->security, net::MailSecurity::none);
  for (auto const* wrong : {"mail.example", "smtp://", "smtp://a@mail.example", "smtp://mail.example:0", "smtp://mail.example:x", "smtp://a:%zz@mail.example"}) {
    EXPECT_FALSE(parse_smtp(wrong)) << wrong;
  }
  EXPECT_FALSE(gather({{"smtp", "smtp://mail.example"}})) << "without a sender";
}

TEST_F(ConfigurationTest, a_data_folder_is_asked_for) { EXPECT_FALSE(Configuration::gather({}, {})); }

TEST_F(ConfigurationTest, a_file_is_kept_once_and_whole) {
  FileShelf const shelf(folder / "files");
  shelf.keep("abcdef", "bytes");
  shelf.keep("abcdef", "bytes");
  std::ofstream(shelf.path_of("abcdef"), std::ios::trunc) << "by";  // as a power cut may leave what was not kept durably
  shelf.keep("abcdef", "bytes");
  std::ifstream in(shelf.path_of("abcdef"));
  std::string read;
  in >> read;
  EXPECT_EQ(read, "bytes");
  EXPECT_EQ(std::distance(std::filesystem::recursive_directory_iterator(folder / "files"), {}), 2) << "its folder and itself";
}

}  // namespace
}  // namespace parvis::app
