// Generated from the server's wire types: do not edit, run `make bless`.

/**
 * Folder → 0 (the folder itself), 1 (the default save path) or a path.
 */
export type WatchedFolders = Record<string, number | string>;

/**
 * A value of a preference or of a setting of the node, as it travels.
 */
export type OptionValue = boolean | number | string | readonly string[] | WatchedFolders | null;

/**
 * What became of the sources.
 */
export type AddOutcome = { added_torrent_ids: Array<string>, failure_count: number, pending_count: number, success_count: number, };

/**
 * What became of the peers of one torrent.
 */
export type AddPeersCounts = { added: number, failed: number, };

/**
 * The key for `Authorization: Bearer`.
 */
export type ApiKey = { apiKey: string, };

/**
 * An address that may not read from the embedded node and tried to.
 */
export type BlockedPeer = {
/**
 * False for one that was banned, as in qBittorrent.
 */
blocked: boolean, id: number, ip: string,
/**
 * Why.
 */
reason: string,
/**
 * Unix seconds.
 */
timestamp: number, };

/**
 * What the program is built with.
 */
export type BuildInfo = { bitness: number, boost: string,
/**
 * The program stands in libtorrent's place.
 */
libtorrent: string, openssl: string,
/**
 * `linux`, `macos`, `windows` or `unknown`.
 */
platform: string, qt: string, zlib: string, };

/**
 * The whole answer.
 */
export type Capabilities = {
/**
 * Settings of each class.
 */
counts: SettingCounts,
/**
 * Parts of this server.
 */
features: Features,
/**
 * Abilities of the node.
 */
flags: { [key in string]: boolean },
/**
 * The node in use.
 */
node: NodeFacts,
/**
 * Every setting of `app/preferences` by its name.
 */
preferences: { [key in string]: PreferenceFacts }, };

/**
 * A category; mind the mixed spelling of `savePath` and `download_path`.
 */
export type Category = {
/**
 * Null inherit, false disabled, text a path (empty: implicit).
 */
download_path: string | false | null,
/**
 * Minutes; −2 inherit, −1 none.
 */
inactive_seeding_time_limit: number,
/**
 * Full name.
 */
name: string,
/**
 * −2 inherit, −1 none.
 */
ratio_limit: number,
/**
 * As given; empty: implicit.
 */
savePath: string,
/**
 * Minutes; −2 inherit, −1 none.
 */
seeding_time_limit: number,
/**
 * `Default` inherits.
 */
share_limit_action: string,
/**
 * `Default` inherits.
 */
share_limits_mode: string, };

/**
 * A value to choose.
 */
export type Choice = {
/**
 * For people.
 */
label: string,
/**
 * To send.
 */
value: number | string | boolean, };

/**
 * The node that holds the content.
 */
export type CodexNode = {
/**
 * Seconds for which it keeps what it is given; null when it keeps everything.
 */
keeps: number | null,
/**
 * `embedded`, `rest` or `memory`.
 */
kind: string,
/**
 * Bytes it may store itself; 0 until known.
 */
quota_max: number,
/**
 * Bytes of it that are used; 0 until known.
 */
quota_used: number,
/**
 * `starting`, `online` or `away`.
 */
state: string, };

/**
 * Why a torrent waits or failed.
 */
export type CodexReason = {
/**
 * For programs.
 */
code: string,
/**
 * For people.
 */
text: string, };

/**
 * Answer of `addTask`.
 */
export type CreateAdded = { taskID: string, };

/**
 * A task in `status`.
 */
export type CreateTask = { codex_link?: string, codex_publish?: string, comment?: string, errorMessage?: string, format: string, ignoreDotfiles: boolean, optimizeAlignment?: boolean, paddedFileSizeLimit?: number, pieceSize: number, private: boolean, progress?: number, source?: string, sourcePath: string, status: string, taskID: string, timeAdded: DateText, timeFinished?: DateText, timeStarted?: DateText, torrentFilePath?: string, trackers: Array<string>, urlSeeds: Array<string>, };

/**
 * A time of a creator task.
 */
export type DateText = number | string;

/**
 * What is in a folder; dates are Unix seconds, −1 when they are unknown.
 */
export type DirectoryEntry = string | { creation_date: number, last_access_date: number, last_modification_date: number, name: string,
/**
 * Bytes; files only.
 */
size?: number,
/**
 * `dir` or `file`.
 */
type: string, };

/**
 * Parts of this server that may be missing.
 */
export type Features = {
/**
 * Programs may be run when torrents are added or finish.
 */
external_programs: boolean,
/**
 * Transfer and quota over time are noted.
 */
history: boolean,
/**
 * The node in use sells storage: `codex/purchase`.
 */
marketplace: boolean,
/**
 * Items can be published and taken out by hand.
 */
publish: boolean,
/**
 * Feeds are read.
 */
rss: boolean,
/**
 * Indexers are searched.
 */
search: boolean, };

/**
 * A file of a torrent.
 */
export type File = {
/**
 * Copies of it: −1 when the torrent is complete, 1 for an empty file.
 */
availability: number,
/**
 * Manifest CID of its dataset; empty until known.
 */
codex_cid: string,
/**
 * Tree CID of its dataset; empty until known.
 */
codex_tree: string,
/**
 * Place in the torrent.
 */
index: number,
/**
 * The torrent is complete; only in the first row of an answer.
 */
is_seed?: boolean,
/**
 * Path below the storage folder, `/`-separated.
 */
name: string,
/**
 * First and last piece; an empty file gives `[n, n-1]`.
 */
piece_range: [number, number],
/**
 * 0 ignored, 1 normal, 6 high, 7 maximum.
 */
priority: number,
/**
 * 0 to 1.
 */
progress: number,
/**
 * Bytes.
 */
size: number, };

/**
 * A file that cannot be used.
 */
export type FileProblem = {
/**
 * Its path on the server; empty when it is not known which one it is.
 */
file: string,
/**
 * What happened, and what can be done.
 */
text: string, };

/**
 * The former node.
 */
export type Former = {
/**
 * Datasets in it that were copied there from here; 0 when nothing is moving.
 */
copies: number,
/**
 * They are removed when everything has moved.
 */
removes: boolean,
/**
 * Why they cannot be removed now; null while nothing hinders that.
 */
trouble: string | null, };

/**
 * Who has an item.
 */
export type ItemServer = {
/**
 * Payload that came from it since the start of the server; null when it is not counted.
 */
bytes: number | null,
/**
 * `all`, `some` or `unknown`: what it is known to have.
 */
has: string,
/**
 * `own`, `source` or `web_seed`.
 */
kind: string,
/**
 * When payload came from it last, in Unix seconds; null when that is not known.
 */
last_used: number | null,
/**
 * For people.
 */
name: string,
/**
 * `starting`, `online`, `away` or, of web seeds, `unknown`.
 */
state: string,
/**
 * Its address; null for a node in this process.
 */
url: string | null, };

/**
 * Where an item lies in Codex, who serves it, and what is verified.
 */
export type ItemSources = {
/**
 * The item's id.
 */
hash: string,
/**
 * What to share; empty until there is something.
 */
link: string,
/**
 * Only the peers of its trackers are meant to have it.
 */
private: boolean,
/**
 * As `codex_publish` of the torrent.
 */
publish: string,
/**
 * As `codex_reason` of the torrent.
 */
reason: CodexReason | null,
/**
 * CID of its record; empty until there is one.
 */
record: string,
/**
 * Who has it.
 */
served_by: Array<ItemServer>,
/**
 * What lies in the node in use.
 */
stored: StoredItem,
/**
 * A user took it out: it is not published by itself.
 */
unpublished: boolean,
/**
 * What is proven of its files.
 */
verification: Verification, };

/**
 * A line of the log.
 */
export type LogLine = { id: number, message: string,
/**
 * Unix seconds.
 */
timestamp: number,
/**
 * 1 normal, 2 information, 4 warning, 8 critical.
 */
type: number, };

/**
 * One object of metadata.
 */
export type Metadata = { comment: string, created_by: string, creation_date: number, hash: string, info: MetadataInfo, infohash_v1: string, infohash_v2: string, trackers: Array<MetadataTracker>, webseeds: Array<string>, };

export type MetadataFile = { length: number, path: string, };

export type MetadataInfo = { files: Array<MetadataFile>, length: number, name: string, piece_length: number, pieces_num: number, private: boolean, };

/**
 * What is known of a torrent without metadata; nothing for an address.
 */
export type MetadataPending = { hash?: string, infohash_v1?: string, infohash_v2?: string, };

export type MetadataTracker = { tier: number, url: string, };

/**
 * How far a move is.
 */
export type Move = {
/**
 * The former node; null when nothing is moving.
 */
from: string | null,
/**
 * The node in use.
 */
to: string,
/**
 * Items and bytes.
 */
items: MovedItems,
/**
 * What hinders items, at most 100 of them.
 */
troubles: Array<Trouble>,
/**
 * What is left in the former node.
 */
former: Former, };

/**
 * Items of a move.
 */
export type MovedItems = {
/**
 * Items whose last try failed; they are tried again by themselves.
 */
failed: number,
/**
 * Items that stay out: private, taken out, or not complete.
 */
left_out: number,
/**
 * Items that are published in the node in use.
 */
published: number,
/**
 * Their bytes.
 */
published_bytes: number,
/**
 * Items that wait for it or are being copied.
 */
waiting: number,
/**
 * Their bytes.
 */
waiting_bytes: number, };

/**
 * A network interface.
 */
export type NetworkInterface = { name: string,
/**
 * What the setting takes: the same as the name on Linux.
 */
value: string, };

/**
 * The node in use.
 */
export type NodeFacts = {
/**
 * `a`, `b` or `c`: layout of its manifests.
 */
generation: string,
/**
 * `embedded`, `rest` or `memory`.
 */
kind: string,
/**
 * Why it is away.
 */
reason: string | null,
/**
 * `starting`, `online` or `away`.
 */
state: string,
/**
 * Its address without credentials; null for the embedded one.
 */
url: string | null,
/**
 * What it says it is; empty until it has answered.
 */
version: string, };

/**
 * One setting.
 */
export type NodeSetting = {
/**
 * Belongs into the folded part of a page.
 */
advanced: boolean,
/**
 * What to offer; of a number others within the bounds are allowed, too.
 */
choices: Array<OfferedChoice>,
/**
 * The value while nothing is set.
 */
default: OptionValue,
/**
 * Whether it can be changed.
 */
editable: boolean,
/**
 * What it does, in one sentence.
 */
effect: string,
/**
 * What holds now; null when the node does not tell.
 */
effective: OptionValue,
/**
 * `bool`, `int`, `text`, `choice` or `lines`.
 */
kind: string,
/**
 * Short label.
 */
label: string,
/**
 * Largest number.
 */
max: number | null,
/**
 * Smallest number.
 */
min: number | null,
/**
 * The option of a real node that stands for the value, quoted for a shell.
 */
option: string | null,
/**
 * Its place on a page, from 0.
 */
order: number,
/**
 * The preference with which it shares its value.
 */
preference: string | null,
/**
 * A fact to show: nobody sets it.
 */
read_only: boolean,
/**
 * Why it cannot be changed, or does not act.
 */
reason: string | null,
/**
 * Which sentence that is.
 */
reason_code: string | null,
/**
 * What the sentence names, by the words in braces.
 */
reason_params: { [key in string]: string },
/**
 * When a change acts: `none` (at once), or after a restart of `node` or `server`.
 */
restart: string,
/**
 * Whether that restart is still to come.
 */
restart_needed: boolean,
/**
 * Unit of a number; empty when it has none.
 */
unit: string,
/**
 * What is stored, or the default.
 */
value: OptionValue, };

/**
 * All settings.
 */
export type NodeSettings = {
/**
 * Options for the command line of a real node, of what was set here, each quoted for a
 * shell.
 */
command_line: Array<string>,
/**
 * Whether anything waits for a restart of the node or of this server.
 */
restart_needed: boolean,
/**
 * By name.
 */
settings: { [key in string]: NodeSetting }, };

/**
 * A value to offer.
 */
export type OfferedChoice = {
/**
 * For people.
 */
label: string,
/**
 * To send.
 */
value: number | string | boolean, };

/**
 * A purchase of the node that was not made here.
 */
export type OtherPurchase = {
/**
 * What is stored, as far as the node says.
 */
cid: string | null,
/**
 * What went wrong.
 */
error: string | null,
/**
 * The node's id of it.
 */
id: string,
/**
 * The node's word.
 */
state: string,
/**
 * What is asked of hosts, as far as the node says.
 */
terms: PurchaseTerms | null, };

/**
 * A peer of one torrent.
 */
export type Peer = {
/**
 * Program and version; empty when unknown.
 */
client: string,
/**
 * Kind of connection.
 */
connection: string,
/**
 * Not known in Codex: 0.
 */
contribution: number,
/**
 * `N/A` while it is not known; `null` when it is not to be resolved.
 */
country: string | null,
/**
 * Two lower-case letters; empty while it is not known.
 */
country_code: string | null,
/**
 * Bytes per second from it.
 */
dl_speed: number,
/**
 * Bytes from it.
 */
downloaded: number,
/**
 * Files that come from it now, one a line; absent without metadata.
 */
files?: string,
/**
 * Letters.
 */
flags: string,
/**
 * What they mean.
 */
flags_desc: string,
/**
 * Name: what the user gave instead of an address, or the one that was looked up.
 */
host_name: string,
/**
 * Address, or the name.
 */
ip: string,
/**
 * No BitTorrent peer: empty.
 */
peer_id_client: string,
/**
 * Port.
 */
port: number,
/**
 * Part that it is known to hold.
 */
progress: number,
/**
 * Part of what is missing here that it is known to hold.
 */
relevance: number,
/**
 * Bytes per second to it.
 */
up_speed: number,
/**
 * Bytes to it.
 */
uploaded: number, };

/**
 * What a setting is worth.
 */
export type PreferenceFacts = {
/**
 * Numbers or words to choose from.
 */
choices: Array<Choice>,
/**
 * `applies`, `maps`, `bridge` or `inert`.
 */
class: string,
/**
 * Its value while it was never set; null for what is never returned.
 */
default: OptionValue,
/**
 * Whether a change has an effect.
 */
editable: boolean,
/**
 * What it does, in one sentence.
 */
effect: string,
/**
 * Group on its page.
 */
group: string,
/**
 * `bool`, `int`, `float`, `text`, `choice`, `folders`, `password` or `lines`.
 */
kind: string,
/**
 * Label.
 */
label: string,
/**
 * Largest sensible number.
 */
max: number | null,
/**
 * Smallest sensible number.
 */
min: number | null,
/**
 * Its place among all of them, as they stand on the pages.
 */
order: number,
/**
 * Page of the options.
 */
page: string,
/**
 * Why it is not shown, cannot be changed or does less than it says.
 */
reason: string | null,
/**
 * Which sentence that is: `no_effect` for the one about its effect.
 */
reason_code: string | null,
/**
 * What the sentence names, by the words in braces.
 */
reason_params: { [key in string]: string },
/**
 * Unit of a number; empty when it has none.
 */
unit: string,
/**
 * Whether a page shows it.
 */
visible: boolean,
/**
 * When a change acts: `at_once`, `new_torrents`, `next_start`, `node_restart` or `never`.
 */
when: string, };

/**
 * A preset, and what it means for this server now.
 */
export type Preset = {
/**
 * What it is for.
 */
about: string,
/**
 * What would be different.
 */
changes: Array<PresetChange>,
/**
 * For people.
 */
label: string,
/**
 * libtorrent's name.
 */
name: string,
/**
 * What has no effect here.
 */
unaffected: Array<PresetUnaffected>, };

/**
 * The changes that were made.
 */
export type PresetApplied = { changes: Array<PresetChange>, };

/**
 * A setting that changes.
 */
export type PresetChange = {
/**
 * Value before.
 */
from: OptionValue,
/**
 * For people.
 */
label: string,
/**
 * The preference behind it, whose unit the values have; null without one.
 */
preference: string | null,
/**
 * libtorrent's name.
 */
setting: string,
/**
 * Value after.
 */
to: OptionValue,
/**
 * Unit; empty without one.
 */
unit: string, };

/**
 * A setting of a preset that has no effect here.
 */
export type PresetUnaffected = {
/**
 * For people.
 */
reason: string,
/**
 * Which sentence that is.
 */
reason_code: string,
/**
 * libtorrent's name.
 */
setting: string, };

/**
 * All presets.
 */
export type Presets = { presets: Array<Preset>, };

/**
 * The running program.
 */
export type ProcessInfo = {
/**
 * Unix seconds.
 */
launch_time: number, };

/**
 * Details of one torrent; units as in the torrent object, but −1 is "unlimited" here.
 */
export type Properties = { addition_date: number, availability: number,
/**
 * Magnet with the record, or `codex:<cid>` of a bare dataset; empty until there is one.
 */
codex_link: string, comment: string, completion_date: number, created_by: string, creation_date: number,
/**
 * −1 unlimited.
 */
dl_limit: number, dl_speed: number,
/**
 * −1 when it took no time.
 */
dl_speed_avg: number, download_path: string, eta: number, has_metadata: boolean, hash: string, infohash_v1: string, infohash_v2: string,
/**
 * False without metadata.
 */
is_private: boolean, last_seen: number, name: string, nb_connections: number,
/**
 * −1 unlimited.
 */
nb_connections_limit: number, peers: number, peers_total: number, piece_size: number, pieces_have: number, pieces_num: number,
/**
 * −1 infinite.
 */
popularity: number, private: boolean | null, progress: number, reannounce: number, save_path: string, seeding_time: number, seeds: number, seeds_total: number,
/**
 * −1 infinite.
 */
share_ratio: number, time_elapsed: number, total_downloaded: number, total_downloaded_session: number, total_size: number, total_uploaded: number, total_uploaded_session: number, total_wasted: number,
/**
 * −1 unlimited.
 */
up_limit: number, up_speed: number,
/**
 * −1 when it took no time.
 */
up_speed_avg: number, };

/**
 * A way to find sources that is not a tracker.
 */
export type PseudoTracker = {
/**
 * Empty, or why it is off.
 */
msg: string,
/**
 * Always 0.
 */
num_downloaded: number,
/**
 * Sources found that way that fetch it: none can be known.
 */
num_leeches: number,
/**
 * Always 0.
 */
num_peers: number,
/**
 * Sources found that way that hold it.
 */
num_seeds: number,
/**
 * 2 works, 0 off.
 */
status: number,
/**
 * −1.
 */
tier: number,
/**
 * `** [DHT] **`, `** [PeX] **` or `** [LSD] **`.
 */
url: string, };

/**
 * What came of it, by hash as it was sent.
 */
export type PublishAnswer = { items: { [key in string]: PublishedItem }, };

/**
 * What came of it for one item.
 */
export type PublishedItem = {
/**
 * Word for `reason`, for programs; null without one.
 */
code: string | null,
/**
 * It is done or will be.
 */
ok: boolean,
/**
 * Why not; of what is taken, what it waits for. Null for what is done at once.
 */
reason: string | null, };

/**
 * What is asked of hosts.
 */
export type PurchaseTerms = {
/**
 * What hosts put at stake per byte, in the token's smallest unit; a decimal text.
 */
collateral_per_byte: string,
/**
 * How long it is stored, in seconds.
 */
duration: number,
/**
 * Seconds within which enough hosts must take it.
 */
expiry: number,
/**
 * Hosts that store a part each.
 */
nodes: number,
/**
 * The price in the token's smallest unit; a decimal text.
 */
price_per_byte_per_second: string,
/**
 * Hosts prove that they store it once in so many periods.
 */
proof_probability: number,
/**
 * Hosts that may be lost without losing content.
 */
tolerance: number, };

/**
 * Numbers of the whole server; units are bytes and bytes per second unless said otherwise.
 *
 * What only a BitTorrent engine has is 0; cache figures are texts, as in qBittorrent.
 */
export type ServerState = {
/**
 * All sessions.
 */
alltime_dl: number,
/**
 * All sessions.
 */
alltime_ul: number,
/**
 * Always 0, milliseconds.
 */
average_time_queue: number,
/**
 * The node in use.
 */
codex_node: CodexNode,
/**
 * `disconnected` only while the node is away.
 */
connection_status: string,
/**
 * Nodes that the node knows.
 */
dht_nodes: number,
/**
 * Since the start.
 */
dl_info_data: number,
/**
 * Now.
 */
dl_info_speed: number,
/**
 * Active limit; 0 none.
 */
dl_rate_limit: number,
/**
 * On the disk of the default save path; −1 until known.
 */
free_space_on_disk: number,
/**
 * Text with two decimals, `-` when either total is 0.
 */
global_ratio: string,
/**
 * What the node announces; empty when unknown, or when it is not to be shown.
 */
last_external_address_v4: string,
/**
 * What the node announces; empty when unknown, or when it is not to be shown.
 */
last_external_address_v6: string,
/**
 * Jobs that hash files, and reads and writes that wait for a place.
 */
queued_io_jobs: number,
/**
 * Always 0.
 */
queued_tracker_announces: number,
/**
 * Queueing is enabled.
 */
queueing: boolean,
/**
 * Always `0`.
 */
read_cache_hits: string,
/**
 * Always `0`.
 */
read_cache_overload: string,
/**
 * Milliseconds.
 */
refresh_interval: number,
/**
 * Time of an answer of the node, milliseconds.
 */
request_latency: number,
/**
 * The whole session is paused.
 */
session_state: boolean,
/**
 * Bytes of buffers between network, disk and hashing.
 */
total_buffers_size: number,
/**
 * Open streams from nodes.
 */
total_peer_connections: number,
/**
 * Bytes that wait to be written.
 */
total_queued_size: number,
/**
 * Failed verification since the start.
 */
total_wasted_session: number,
/**
 * Since the start.
 */
up_info_data: number,
/**
 * Now.
 */
up_info_speed: number,
/**
 * Active limit; 0 none.
 */
up_rate_limit: number,
/**
 * Alternative limits are active.
 */
use_alt_speed_limits: boolean,
/**
 * Categories nest, always; clients of 5.1 and older ask.
 */
use_subcategories: boolean,
/**
 * Always `0`.
 */
write_cache_overload: string, };

/**
 * How many settings do what.
 */
export type SettingCounts = {
/**
 * Honoured by this server.
 */
applies: number,
/**
 * Only a BitTorrent engine could honour them.
 */
bridge: number,
/**
 * Without a meaning here.
 */
inert: number,
/**
 * Options of the node.
 */
maps: number, };

/**
 * A dataset of an item.
 */
export type SoldDataset = {
/**
 * Its CID.
 */
cid: string,
/**
 * Whether a request now buys it: `yes`, `no` (it is bought), `unclear` (it may be, so only
 * with `again`), or `never` (too small for any terms: nodes want two blocks at least).
 */
due: string,
/**
 * The file's path; null for the item's record.
 */
file: string | null,
/**
 * Its bytes; null when that is not known.
 */
size: number | null, };

/**
 * A node.
 */
export type SourceNode = {
/**
 * `a`, `b` or `c`: layout of its manifests.
 */
generation: string,
/**
 * `embedded`, `rest` or `memory`.
 */
kind: string,
/**
 * Time of an answer, milliseconds; null for a node in this process and while it is unknown.
 */
latency_ms: number | null,
/**
 * Why it is away.
 */
reason: string | null,
/**
 * `starting`, `online` or `away`.
 */
state: string,
/**
 * Its address without credentials; null for one in this process.
 */
url: string | null,
/**
 * What it says it is; empty until it has answered.
 */
version: string, };

/**
 * The nodes.
 */
export type Sources = {
/**
 * The node in use.
 */
own: SourceNode,
/**
 * Nodes that are only read from, in the user's order.
 */
sources: Array<SourceNode>, };

/**
 * All global limits, in bytes per second; 0 is none.
 */
export type SpeedLimits = { alt_dl_limit: number, alt_up_limit: number, dl_limit: number, up_limit: number, };

/**
 * PEM texts; empty until they are set.
 */
export type SslParameters = { ssl_certificate: string, ssl_dh_params: string, ssl_private_key: string, };

/**
 * What was bought, and what could be.
 */
export type StorageMarket = {
/**
 * When the node was asked, in Unix seconds; null when it was not.
 */
asked_at: number | null,
/**
 * The node in use sells storage.
 */
available: boolean,
/**
 * Bytes of a block: hosts store whole ones.
 */
block_size: number,
/**
 * With `hash`: what a request for the item is about.
 */
datasets: Array<SoldDataset>,
/**
 * Why the node did not say what became of them: the states are those heard last.
 */
error: string | null,
/**
 * The node in use.
 */
node: string,
/**
 * Without `hash`: purchases of the node that were not made here.
 */
others: Array<OtherPurchase>,
/**
 * Purchases made here, newest first: the last one of each dataset.
 */
purchases: Array<StoragePurchase>,
/**
 * Bounds of the terms, by name.
 */
terms: { [key in string]: TermBounds }, };

/**
 * A purchase made here.
 */
export type StoragePurchase = {
/**
 * When it was requested, in Unix seconds.
 */
at: number,
/**
 * The dataset.
 */
cid: string,
/**
 * What went wrong.
 */
error: string | null,
/**
 * The file's path; null for the item's record.
 */
file: string | null,
/**
 * The item.
 */
hash: string,
/**
 * The node's id of it; null when it gave none.
 */
id: string | null,
/**
 * The item's name at that time.
 */
name: string,
/**
 * The node that was asked.
 */
node: string,
/**
 * Its bytes; null when that is not known.
 */
size: number | null,
/**
 * `waiting`, `requesting`, `unclear` (nobody knows whether the node took it), `refused`,
 * `too_small`, `not_requested`, `gone` (the node does not list it any more), or the node's own
 * word: `submitted`, `pending`, `started`, `finished`, `cancelled`, `failed`, `error`.
 */
state: string,
/**
 * What is asked of hosts.
 */
terms: PurchaseTerms, };

/**
 * A cookie; every member may be missing when it is set.
 */
export type StoredCookie = { domain: string,
/**
 * Seconds since the epoch; −1 ends with the session.
 */
expirationDate: number, name: string, path: string, value: string, };

/**
 * What lies of an item in the node in use.
 */
export type StoredItem = {
/**
 * Bytes of its datasets.
 */
bytes: number,
/**
 * Its datasets: one for each file that is not empty.
 */
datasets: number,
/**
 * When the node drops it unless it is given it again, which this server does by itself
 * before, in Unix seconds; null for nodes that keep it.
 */
expires_at: number | null,
/**
 * `by_reference` (the files where they lie), `copied` (by this server), `in_node` (put there
 * by others) or `none`.
 */
how: string,
/**
 * `embedded`, `rest` or `memory`.
 */
node: string,
/**
 * Bytes of copies that this server put there for it, its record too; what items share counts
 * for each.
 */
quota_bytes: number,
/**
 * The node's address; null for one in this process.
 */
url: string | null, };

/**
 * Bounds of a member of the terms, as decimal texts.
 */
export type TermBounds = {
/**
 * Value when none is given.
 */
default: string,
/**
 * Largest value.
 */
max: string,
/**
 * Smallest value.
 */
min: string, };

/**
 * A torrent with every member of both endpoints: `torrents/info` leaves out the three
 * `has_…_error` flags, `sync/maindata` leaves out `hash`.
 *
 * Units are bytes, bytes per second, seconds and Unix seconds unless said otherwise.
 */
export type Torrent = {
/**
 * Time added.
 */
added_on: number,
/**
 * Wanted and not yet verified.
 */
amount_left: number,
/**
 * Automatic management.
 */
auto_tmm: boolean,
/**
 * Copies: nodes known to hold it and the own verified share; −1 when complete.
 */
availability: number,
/**
 * Empty for none.
 */
category: string,
/**
 * When the node drops it unless it is given it again, which this server does by itself before;
 * −1 when the node keeps it, or has it not.
 */
codex_expires_at: number,
/**
 * Node that gives or holds it; empty when unknown.
 */
codex_node: string,
/**
 * Whether it is in the node.
 */
codex_publish: string,
/**
 * Why it waits or failed.
 */
codex_reason: CodexReason | null,
/**
 * Record CID; empty until it exists.
 */
codex_record: string,
/**
 * The user's or the torrent's.
 */
comment: string,
/**
 * Wanted and verified.
 */
completed: number,
/**
 * −1 until complete.
 */
completion_on: number,
/**
 * Always 0: there are no BitTorrent connections.
 */
connections_count: number,
/**
 * Always −1, unlimited.
 */
connections_limit: number,
/**
 * File or folder to open; empty without metadata.
 */
content_path: string,
/**
 * From the torrent.
 */
created_by: string,
/**
 * From the torrent; −1 unknown.
 */
creation_date: number,
/**
 * 0 unlimited.
 */
dl_limit: number,
/**
 * Payload; 0 when stopped.
 */
dlspeed: number,
/**
 * Path while incomplete; empty when not used.
 */
download_path: string,
/**
 * Since it was added.
 */
downloaded: number,
/**
 * Since the server started.
 */
downloaded_session: number,
/**
 * 8640000 unknown.
 */
eta: number,
/**
 * First and last pieces first.
 */
f_l_piece_prio: boolean,
/**
 * Forced and not stopped.
 */
force_start: boolean,
/**
 * Files are known.
 */
has_metadata: boolean,
/**
 * Always false: trackers are not contacted.
 */
has_other_announce_error: boolean,
/**
 * Always false.
 */
has_tracker_error: boolean,
/**
 * Always false.
 */
has_tracker_warning: boolean,
/**
 * The torrent's id.
 */
hash: string,
/**
 * Minutes; −2 inherit, −1 none.
 */
inactive_seeding_time_limit: number,
/**
 * 40 hex digits or empty.
 */
infohash_v1: string,
/**
 * 64 hex digits or empty.
 */
infohash_v2: string,
/**
 * Last payload either way.
 */
last_activity: number,
/**
 * With the record where there is one.
 */
magnet_uri: string,
/**
 * Effective, in minutes; −1 none.
 */
max_inactive_seeding_time: number,
/**
 * Effective; −1 none.
 */
max_ratio: number,
/**
 * Effective, in minutes; −1 none.
 */
max_seeding_time: number,
/**
 * Shown name.
 */
name: string,
/**
 * Nodes known to hold it.
 */
num_complete: number,
/**
 * Nodes known to fetch it: none can be known.
 */
num_incomplete: number,
/**
 * As `num_incomplete`.
 */
num_leechs: number,
/**
 * As `num_complete`.
 */
num_seeds: number,
/**
 * −1 without metadata.
 */
piece_size: number,
/**
 * Verified pieces.
 */
pieces_have: number,
/**
 * −1 without metadata.
 */
pieces_num: number,
/**
 * Ratio per month; null when infinite.
 */
popularity: number | null,
/**
 * Place in the queue from 1; 0 for none.
 */
priority: number,
/**
 * Null without metadata.
 */
private: boolean | null,
/**
 * 0 to 1.
 */
progress: number,
/**
 * −1 infinite.
 */
ratio: number,
/**
 * −2 inherit, −1 none.
 */
ratio_limit: number,
/**
 * Always 0: trackers are not contacted.
 */
reannounce: number,
/**
 * Common top folder; empty when there is none.
 */
root_path: string,
/**
 * Final location.
 */
save_path: string,
/**
 * Time finished and not stopped.
 */
seeding_time: number,
/**
 * Minutes; −2 inherit, −1 none.
 */
seeding_time_limit: number,
/**
 * When a complete source was last known; −1 never.
 */
seen_complete: number,
/**
 * In order.
 */
seq_dl: boolean,
/**
 * Own setting.
 */
share_limit_action: string,
/**
 * Always `Default`: the first limit reached acts.
 */
share_limits_mode: string,
/**
 * Wanted; 0 without metadata.
 */
size: number,
/**
 * One of nineteen words.
 */
state: string,
/**
 * A flag without a meaning in Codex.
 */
super_seeding: boolean,
/**
 * Joined by comma and blank, in natural order.
 */
tags: string,
/**
 * Time not stopped.
 */
time_active: number,
/**
 * All files, padding counted; −1 without metadata.
 */
total_size: number,
/**
 * Failed verification or came twice.
 */
total_wasted: number,
/**
 * The first tracker's URL; empty without one.
 */
tracker: string,
/**
 * Trackers it carries.
 */
trackers_count: number,
/**
 * 0 unlimited.
 */
up_limit: number,
/**
 * Since it was added.
 */
uploaded: number,
/**
 * Since the server started.
 */
uploaded_session: number,
/**
 * Payload; 0 when stopped.
 */
upspeed: number, };

/**
 * A tracker that the torrent carries.
 */
export type Tracker = {
/**
 * Always empty: nothing is announced anywhere.
 */
endpoints: never[],
/**
 * Never: 0.
 */
min_announce: number,
/**
 * Why there is nothing to see.
 */
msg: string,
/**
 * Never: 0.
 */
next_announce: number,
/**
 * −1 unknown.
 */
num_downloaded: number,
/**
 * −1 unknown.
 */
num_leeches: number,
/**
 * −1 unknown.
 */
num_peers: number,
/**
 * −1 unknown.
 */
num_seeds: number,
/**
 * 1 not contacted.
 */
status: number,
/**
 * 0 first.
 */
tier: number,
/**
 * False.
 */
updating: boolean,
/**
 * Announce URL.
 */
url: string, };

/**
 * A row of `torrents/trackers`.
 */
export type TrackerRow = PseudoTracker | Tracker;

/**
 * Lists of the same length, oldest first; null where the server was off.
 */
export type TransferHistory = {
/**
 * Payload bytes that came in each step.
 */
downloaded: Array<number | null>,
/**
 * Bytes of the node's quota, at the end of each step; null when the node did not tell.
 */
quota_max: Array<number | null>,
/**
 * Bytes used of it.
 */
quota_used: Array<number | null>,
/**
 * `hour`, `day`, `week`, `month` or `year`.
 */
range: string,
/**
 * Seconds of a step.
 */
step: number,
/**
 * Unix seconds at which each step began.
 */
time: Array<number>,
/**
 * Items in the list, at the end of each step.
 */
torrents: Array<number | null>,
/**
 * Payload bytes that were served in each step.
 */
uploaded: Array<number | null>, };

/**
 * Totals and rates of the server, in bytes and bytes per second.
 */
export type TransferInfo = {
/**
 * `disconnected` only while the node is away.
 */
connection_status: string,
/**
 * Nodes that the node knows.
 */
dht_nodes: number,
/**
 * Since the start.
 */
dl_info_data: number,
/**
 * Now.
 */
dl_info_speed: number,
/**
 * Active limit; 0 none.
 */
dl_rate_limit: number,
/**
 * Always empty: unknown.
 */
last_external_address_v4: string,
/**
 * Always empty: unknown.
 */
last_external_address_v6: string,
/**
 * Since the start.
 */
up_info_data: number,
/**
 * Now.
 */
up_info_speed: number,
/**
 * Active limit; 0 none.
 */
up_rate_limit: number, };

/**
 * What hinders an item.
 */
export type Trouble = {
/**
 * Which.
 */
hash: string,
/**
 * Its name.
 */
name: string,
/**
 * Why, for users.
 */
reason: string, };

/**
 * What is proven of an item's files.
 */
export type Verification = {
/**
 * When its files were hashed last as a whole, in Unix seconds; null when that is not known.
 */
checked_at: number | null,
/**
 * Its pieces; 0 without metadata.
 */
pieces: number,
/**
 * Verified pieces.
 */
pieces_have: number,
/**
 * What is wrong.
 */
problems: Array<FileProblem>,
/**
 * Verified bytes.
 */
verified_bytes: number, };

/**
 * A row of `torrents/webseeds`.
 */
export type WebSeed = {
/**
 * Its URL.
 */
url: string, };
