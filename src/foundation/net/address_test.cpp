// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "net/address.h"

namespace parvis::net {
namespace {

TEST(Address, of_the_public_internet_is_told_from_all_others) {
  for (char const* address : {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.1",
                              "198.17.255.255", "198.20.0.0", "223.255.255.255", "11.0.0.0", "169.253.0.1", "2606:4700::1111", "2001:4860:4860::8888",
                              "2a00::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_TRUE(is_public_address(address)) << address;
  }
  for (char const* address : {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254",
                              "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
                              "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
                              "::ffff:169.254.169.254", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2002:a9fe:a9fe::", "2001:db8::1", "2001::1", "2001:10::1",
                              "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "100::1", "5f00::1", "", "localhost", "1.2.3", "127.1"}) {
    EXPECT_FALSE(is_public_address(address)) << address;
  }
}

TEST(Address, list_names_hosts_with_or_without_a_port) {
  AddressPolicy const policy{Reach::public_only, {"blog.lan", "10.0.0.7:8080"}};
  EXPECT_TRUE(is_allowed(policy, "Blog.LAN", 443));
  EXPECT_TRUE(is_allowed(policy, "10.0.0.7", 8080));
  EXPECT_FALSE(is_allowed(policy, "10.0.0.7", 80));
  EXPECT_FALSE(is_allowed(policy, "xblog.lan", 443));
  EXPECT_FALSE(is_allowed({}, "", 0));
}

TEST(HostRangeTest, tells_who_can_reach_an_address) {
  EXPECT_EQ(range_of("http://127.0.0.1:8080"), HostRange::this_machine);
  EXPECT_EQ(range_of("http://localhost:8080/l/abc"), HostRange::this_machine);
  EXPECT_EQ(range_of("http://[::1]:8080"), HostRange::this_machine);
  EXPECT_EQ(range_of("http://192.168.1.20"), HostRange::local_network);
  EXPECT_EQ(range_of("http://parvis:8080"), HostRange::local_network);
  EXPECT_EQ(range_of("https://parvis.lan"), HostRange::local_network);
  EXPECT_EQ(range_of("https://parvis.example"), HostRange::world);
  EXPECT_EQ(range_of("https://93.184.216.34/"), HostRange::world);
}

}  // namespace
}  // namespace parvis::net
