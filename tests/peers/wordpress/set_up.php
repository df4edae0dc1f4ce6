<?php
// SPDX-License-Identifier: AGPL-3.0-or-later
// Installs the site and one application password; prints where and as whom.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = preg_replace('#^http://#', '', getenv('PEER_ADDRESS'));
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_false');
$made = wp_install('Peer', 'parvis', 'parvis@example.org', true, '', 'peer-password');
[$password] = WP_Application_Passwords::create_new_application_password($made['user_id'], ['name' => 'Parvis']);
echo json_encode(['service' => getenv('PEER_ADDRESS'), 'name' => 'parvis', 'secret' => $password, 'version' => $wp_version, 'pid' => getmypid()]), "\n";
