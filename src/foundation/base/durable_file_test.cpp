// SPDX-License-Identifier: AGPL-3.0-or-later
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <system_error>

#include <gtest/gtest.h>

#include "base/durable_file.h"
#include "support/temporary_folder.h"

namespace parvis {
namespace {

std::string text_of(std::filesystem::path const& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::size_t names_in(std::filesystem::path const& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(DurableFile, stands_whole_for_its_owner_alone_in_folders_made_for_it) {
  test::TemporaryFolder const folder;
  std::filesystem::path const file = folder / "ab" / "cd" / "file";
  std::string const bytes(300'000, '\0');
  write_durably(file, bytes);
  EXPECT_EQ(text_of(file), bytes);
  struct stat about {};
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  write_durably(file, "shorter");
  EXPECT_EQ(text_of(file), "shorter");
  EXPECT_EQ(names_in(file.parent_path()), 1u);
}

TEST(DurableFile, is_copied_for_its_owner_alone) {
  test::TemporaryFolder const folder;
  write_durably(folder / "from", "bytes");
  std::filesystem::permissions(folder / "from", std::filesystem::perms::all);
  copy_durably(folder / "from", folder / "ab" / "to");
  EXPECT_EQ(text_of(folder / "ab" / "to"), "bytes");
  EXPECT_EQ(std::filesystem::status(folder / "ab" / "to").permissions(), std::filesystem::perms(0600));
  EXPECT_EQ(names_in(folder / "ab"), 1u);
}

TEST(DurableFile, leaves_no_half_file_where_it_cannot_stand) {
  test::TemporaryFolder const folder;
  std::filesystem::create_directories(folder / "taken" / "full");
  EXPECT_THROW(write_durably(folder / "taken", "bytes"), std::system_error);
  EXPECT_EQ(names_in(folder.path()), 1u);
  EXPECT_THROW(move_durably(folder / "absent", folder / "there"), std::system_error);
  EXPECT_THROW(copy_durably(folder / "absent", folder / "there"), std::system_error);
  EXPECT_EQ(names_in(folder.path()), 1u);
}

}  // namespace
}  // namespace parvis
