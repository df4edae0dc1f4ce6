// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/manifest.h"

#include <charconv>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

#include "base/durable_file.h"
#include "base/file_digest.h"

namespace parvis::app {
namespace {

namespace fs = std::filesystem;

constexpr char const* manifest_name = "manifest.sha256";
constexpr std::string_view head = "# parvis " PARVIS_VERSION ", files: ";
constexpr std::size_t digest_digits = 64;

std::string digest_of(fs::path const& file) {
  auto const digest = digest_of_file(file);
  if (!digest) throw std::system_error(errno, std::generic_category(), "read " + file.string());
  return digest->sha256;
}

std::set<fs::path> files_in(fs::path const& folder) {
  std::set<fs::path> files;
  for (fs::directory_entry const& file : fs::recursive_directory_iterator(folder)) {
    if (file.is_regular_file() && file.path() != folder / manifest_name) files.insert(fs::relative(file.path(), folder));
  }
  return files;
}

std::size_t count_in(std::string const& first_line) {
  std::size_t const at = first_line.rfind(' ') + 1;
  std::size_t count = 0;
  auto const read = std::from_chars(first_line.data() + at, first_line.data() + first_line.size(), count);
  if (!first_line.starts_with("# parvis ") || read.ec != std::errc()) throw std::runtime_error(std::string(manifest_name) + " does not read");
  return count;
}

void check_line(fs::path const& folder, std::string const& line) {
  if (line.size() < digest_digits + 3) throw std::runtime_error(std::string(manifest_name) + " does not read");
  fs::path const file = folder / line.substr(digest_digits + 2);
  if (!fs::exists(file)) throw std::runtime_error("this backup is not whole: " + file.string() + " is not there");
  if (digest_of(file) != line.substr(0, digest_digits)) throw std::runtime_error("this backup is damaged: " + file.string() + " is not what was written");
}

}  // namespace

void write_manifest(fs::path const& folder) {
  auto const files = files_in(folder);
  std::ostringstream text;
  text << head << files.size() << '\n';
  for (fs::path const& file : files) text << digest_of(folder / file) << "  " << file.string() << '\n';
  write_durably(folder / manifest_name, text.str());
}

void check_manifest(fs::path const& folder) {
  std::ifstream in(folder / manifest_name);
  std::string line;
  if (!std::getline(in, line)) {
    throw std::runtime_error(folder.string() + " has no " + manifest_name + ": this backup was stopped before its end, or made by a Parvis that wrote none. --without-manifest takes it as it is.");
  }
  std::size_t left = count_in(line);
  for (; std::getline(in, line); --left) check_line(folder, line);
  if (left != 0) throw std::runtime_error(std::string(manifest_name) + " is cut short");
}

}  // namespace parvis::app
