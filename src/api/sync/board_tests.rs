use std::cell::RefCell;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::api::model::samples::{NOW, magnet, numbered, seed, server, tags, torrent};
use crate::api::sync::merge::{Reply, State, apply, delta};
use crate::session::published::MAX_TOMBSTONES;
use crate::session::{ShareLimits, Stopwatch, TorrentState, TorrentStatus, Tracker};

/// A session as the board sees it: what changed at which revision.
struct Fake {
    revision: Revision,
    torrents: BTreeMap<TorrentId, Arc<TorrentStatus>>,
    removed: Vec<(Revision, TorrentId)>,
    /// Revisions before this are answered in full, as if removals had been forgotten.
    forgotten: Revision,
    categories: (Revision, Arc<BTreeMap<String, Category>>),
    tags: (Revision, Arc<BTreeSet<String>>),
    server: (Revision, Arc<ServerStatus>),
    queueing: bool,
    asked: RefCell<Vec<Revision>>,
}

impl Fake {
    fn new() -> Self {
        Self {
            revision: 1,
            torrents: BTreeMap::new(),
            removed: Vec::new(),
            forgotten: 0,
            categories: (1, Arc::default()),
            tags: (1, Arc::default()),
            server: (1, Arc::new(server())),
            queueing: true,
            asked: RefCell::default(),
        }
    }

    fn put(&mut self, mut status: TorrentStatus) {
        self.revision += 1;
        status.revision = self.revision;
        self.torrents.insert(status.id, Arc::new(status));
    }

    fn change(&mut self, id: TorrentId, change: impl FnOnce(&mut TorrentStatus)) {
        if let Some(status) = self.torrents.get(&id) {
            let mut status = (**status).clone();
            change(&mut status);
            self.put(status);
        }
    }

    fn remove(&mut self, id: TorrentId) {
        if self.torrents.remove(&id).is_some() {
            self.revision += 1;
            self.removed.push((self.revision, id));
        }
    }

    fn set_tags(&mut self, list: &[&str]) {
        self.revision += 1;
        self.tags = (self.revision, tags(list));
    }

    fn set_categories(&mut self, change: impl FnOnce(&mut BTreeMap<String, Category>)) {
        self.revision += 1;
        let mut next = (*self.categories.1).clone();
        change(&mut next);
        self.categories = (self.revision, Arc::new(next));
    }

    fn set_server(&mut self, change: impl FnOnce(&mut ServerStatus)) {
        self.revision += 1;
        let mut next = (*self.server.1).clone();
        change(&mut next);
        self.server = (self.revision, Arc::new(next));
    }
}

impl Source for Fake {
    fn changes_since(&self, since: Revision) -> Changes {
        self.asked.borrow_mut().push(since);
        let full = since == 0 || since < self.forgotten;
        let torrents = self.torrents.values().filter(|t| full || t.revision > since);
        let removed = self
            .removed
            .iter()
            .filter(|(at, id)| !full && *at > since && !self.torrents.contains_key(id));
        Changes {
            revision: self.revision,
            full,
            torrents: torrents.cloned().collect(),
            removed: removed.map(|(_, id)| *id).collect(),
            categories: self.categories.clone(),
            tags: self.tags.clone(),
            server: self.server.clone(),
        }
    }

    fn preferences(&self) -> ServerPreferences {
        ServerPreferences {
            queueing: self.queueing,
            refresh_interval_ms: 1500,
            show_external_address: false,
        }
    }
}

/// A client with a web session of its own.
#[derive(Default)]
struct Client {
    cursor: MaindataCursor,
    state: State,
}

impl Client {
    fn ask(&mut self, board: &Board, fake: &Fake, rid: i64, now: i64) -> Reply {
        let body = board.maindata(fake, now, Dialect::V5_1, &mut self.cursor, rid);
        let value: Value = serde_json::from_slice(&body).unwrap();
        let keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        let text = String::from_utf8(body).unwrap();
        let mut at = 0;
        for key in &keys {
            let (_, rest) = text.split_at(at);
            at += rest.find(&format!("\"{key}\":")).expect("keys are in order");
        }
        serde_json::from_value(value).unwrap()
    }

    /// Asks from where it stands and merges the answer.
    fn poll(&mut self, board: &Board, fake: &Fake, now: i64) -> Reply {
        let rid = i64::try_from(self.state.rid).unwrap();
        let reply = self.ask(board, fake, rid, now);
        self.state = apply(&self.state, &reply);
        reply
    }

    /// What somebody who just came would see.
    fn everything(board: &Board, fake: &Fake, now: i64) -> State {
        let mut stranger = Self::default();
        stranger.poll(board, fake, now);
        stranger.state
    }
}

fn tracker(url: &str) -> Tracker {
    Tracker { url: url.to_owned(), tier: 0 }
}

#[test]
fn a_full_answer_leaves_out_what_is_empty() {
    let (board, fake) = (Board::default(), Fake::new());
    let mut client = Client::default();
    let body = board.maindata(&fake, NOW, Dialect::V5_1, &mut client.cursor, 0);
    let value: Value = serde_json::from_slice(&body).unwrap();
    let keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["full_update", "rid", "server_state"]);
    assert_eq!(value["full_update"], true);
    assert_eq!(value["server_state"]["free_space_on_disk"], -1);
}

#[test]
fn nothing_changed_is_an_id_and_nothing_else() {
    let (board, mut fake) = (Board::default(), Fake::new());
    fake.put(seed("single"));
    let mut client = Client::default();
    client.poll(&board, &fake, NOW);
    for rid in 2..5 {
        let body = board.maindata(&fake, NOW + 60, Dialect::V5_1, &mut client.cursor, rid - 1);
        assert_eq!(String::from_utf8(body).unwrap(), format!("{{\"rid\":{rid}}}"));
    }
    let asked = fake.asked.borrow();
    assert_eq!(asked[1..], [2, 2, 2], "an idle poll asks only for what is new");
}

#[test]
fn a_known_row_brings_what_changed_and_a_new_one_everything() {
    let (board, mut fake) = (Board::default(), Fake::new());
    let single = torrent("single").id;
    fake.put(torrent("single"));
    let mut client = Client::default();
    let first = client.poll(&board, &fake, NOW);
    assert!(first.full_update);
    assert_eq!(first.torrents[&single.to_string()].len(), model::Torrent::KEYS.len() - 1);
    assert!(!first.torrents[&single.to_string()].contains_key("hash"));

    fake.change(single, |status| {
        status.tags = tags(&["g", "h2"]);
        status.active_time = Stopwatch::default();
        status.stopped = true;
    });
    fake.put(magnet());
    let second = client.poll(&board, &fake, NOW + 5);
    let changed: Vec<_> = second.torrents[&single.to_string()].keys().map(String::as_str).collect();
    assert_eq!(changed, ["state", "tags", "time_active"]);
    let new = &second.torrents[&magnet().id.to_string()];
    assert_eq!(new.len(), model::Torrent::KEYS.len() - 1);
    assert!(second.server_state.is_empty());
}

#[test]
fn a_lost_answer_is_sent_again_with_what_is_newer() {
    let (board, mut fake) = (Board::default(), Fake::new());
    fake.put(numbered(1));
    let mut client = Client::default();
    client.poll(&board, &fake, NOW);
    fake.change(numbered(1).id, |status| status.name = "a".to_owned());
    let lost = client.ask(&board, &fake, 1, NOW);
    assert_eq!((lost.rid, lost.torrents.len()), (2, 1));
    fake.change(numbered(1).id, |status| status.category = "c".to_owned());
    fake.put(numbered(2));
    let again = client.poll(&board, &fake, NOW);
    assert_eq!(again.rid, 3);
    let row = &again.torrents[&numbered(1).id.to_string()];
    assert_eq!((row["name"].as_str(), row["category"].as_str()), (Some("a"), Some("c")));
    assert!(!again.full_update && client.state.torrents.len() == 2);
}

#[test]
fn unknown_ids_and_other_sessions_get_everything() {
    let (board, mut fake) = (Board::default(), Fake::new());
    fake.put(numbered(1));
    let mut client = Client::default();
    client.poll(&board, &fake, NOW);
    for rid in [0, -1, 99, i64::MIN] {
        assert!(client.ask(&board, &fake, rid, NOW).full_update, "{rid}");
    }
    assert!(Client::default().ask(&board, &fake, 1, NOW).full_update);
}

#[test]
fn two_clients_see_the_same_at_their_own_pace() {
    let (board, mut fake) = (Board::default(), Fake::new());
    let (mut fast, mut slow) = (Client::default(), Client::default());
    slow.poll(&board, &fake, NOW);
    for number in 1..20 {
        fake.put(numbered(number));
        fake.change(numbered(number / 2).id, |status| status.comment = number.to_string());
        if number % 3 == 0 {
            fake.remove(numbered(number / 3).id);
        }
        fast.poll(&board, &fake, NOW);
    }
    slow.poll(&board, &fake, NOW);
    let everything = Client::everything(&board, &fake, NOW);
    for client in [fast, slow] {
        assert_eq!(State { rid: 1, ..client.state }, everything);
    }
}

#[test]
fn trackers_come_with_their_whole_list_and_go_with_the_last_torrent() {
    let (board, mut fake) = (Board::default(), Fake::new());
    let with = |number, urls: &[&str]| TorrentStatus {
        trackers: urls.iter().map(|url| tracker(url)).collect(),
        ..numbered(number)
    };
    fake.put(with(1, &["udp://t/a", "http://\"x\""]));
    fake.put(with(2, &["udp://t/a"]));
    let mut client = Client::default();
    client.poll(&board, &fake, NOW);
    let (one, two) = (numbered(1).id.to_string(), numbered(2).id.to_string());
    assert_eq!(client.state.trackers["udp://t/a"], [one, two.clone()]);
    fake.remove(numbered(1).id);
    let reply = client.poll(&board, &fake, NOW);
    assert_eq!(reply.trackers["udp://t/a"], std::slice::from_ref(&two));
    assert_eq!(reply.trackers_removed, ["http://\"x\""]);
    assert_eq!(reply.torrents_removed, [numbered(1).id.to_string()]);
    fake.put(with(2, &[]));
    let reply = client.poll(&board, &fake, NOW);
    assert_eq!(reply.trackers_removed, ["udp://t/a"]);
    let changed: Vec<_> = reply.torrents[&two].keys().map(String::as_str).collect();
    assert_eq!(changed, ["time_active", "tracker", "trackers_count"]);
}

#[test]
fn categories_and_tags_bring_single_members() {
    let (board, mut fake) = (Board::default(), Fake::new());
    fake.set_categories(|all| drop(all.insert("tv".to_owned(), Category::default())));
    fake.set_tags(&["b", "a"]);
    let mut client = Client::default();
    let first = client.poll(&board, &fake, NOW);
    assert_eq!(first.tags, ["a", "b"]);
    assert_eq!(first.categories["tv"].len(), model::Category::KEYS.len());
    fake.set_categories(|all| {
        all.get_mut("tv").unwrap().save_path = "/x".to_owned();
        all.insert("tv/hd".to_owned(), Category::default());
    });
    fake.set_tags(&["a", "c"]);
    let second = client.poll(&board, &fake, NOW);
    assert_eq!(second.categories["tv"].len(), 1);
    assert_eq!(second.categories["tv"]["savePath"], "/x");
    assert_eq!(second.categories["tv/hd"].len(), model::Category::KEYS.len());
    assert_eq!((second.tags, second.tags_removed), (vec!["c".to_owned()], vec!["b".to_owned()]));
    fake.set_categories(BTreeMap::clear);
    assert_eq!(client.poll(&board, &fake, NOW).categories_removed, ["tv", "tv/hd"]);
}

#[test]
fn settings_show_in_the_server_state() {
    let (board, mut fake) = (Board::default(), Fake::new());
    let mut client = Client::default();
    client.poll(&board, &fake, NOW);
    fake.queueing = false;
    fake.revision += 1;
    let reply = client.poll(&board, &fake, NOW);
    let changed: Vec<_> = reply.server_state.iter().collect();
    assert_eq!(changed, [(&"queueing".to_owned(), &Value::Bool(false))]);
}

#[test]
fn a_cursor_older_than_the_tombstones_gets_everything() {
    let (board, mut fake) = (Board::default(), Fake::new());
    for number in 1..4 {
        fake.put(numbered(number));
    }
    let (mut old, mut helper) = (Client::default(), Client::default());
    old.poll(&board, &fake, NOW);
    for tag in 0..MAX_TOMBSTONES + 2 {
        fake.set_tags(&[&tag.to_string()]);
        drop(board.refresh(&fake, NOW));
    }
    helper.poll(&board, &fake, NOW);
    let reply = old.poll(&board, &fake, NOW);
    assert!(reply.full_update);
    assert_eq!(old.state.tags, helper.state.tags);
}

#[test]
fn a_session_that_forgot_removals_is_compared_with_what_was_seen() {
    let (board, mut fake) = (Board::default(), Fake::new());
    for number in 1..6 {
        fake.put(numbered(number));
    }
    let mut client = Client::default();
    client.poll(&board, &fake, NOW);
    fake.remove(numbered(2).id);
    fake.remove(numbered(4).id);
    fake.put(numbered(4));
    fake.forgotten = fake.revision;
    let reply = client.poll(&board, &fake, NOW);
    assert!(!reply.full_update);
    assert_eq!(reply.torrents_removed, [numbered(2).id.to_string()]);
    assert_eq!(client.state.torrents.len(), 4);
}

/// Something that happens to the session or a client.
#[derive(Debug, Clone)]
enum Event {
    Put(u8, u8),
    Change(u8, u8),
    StopStart(u8),
    Remove(u8),
    Tags(u8),
    Categories(u8),
    Server(u8),
    Forget,
    Wait(u8),
    Poll(usize),
    /// A poll whose answer is lost.
    Lose(usize),
    Restart(usize),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0..6_u8, any::<u8>()).prop_map(|(id, x)| Event::Put(id, x)),
        4 => (0..6_u8, any::<u8>()).prop_map(|(id, x)| Event::Change(id, x)),
        2 => (0..6_u8).prop_map(Event::StopStart),
        2 => (0..6_u8).prop_map(Event::Remove),
        1 => any::<u8>().prop_map(Event::Tags),
        1 => any::<u8>().prop_map(Event::Categories),
        1 => any::<u8>().prop_map(Event::Server),
        1 => Just(Event::Forget),
        2 => any::<u8>().prop_map(Event::Wait),
        6 => (0..2_usize).prop_map(Event::Poll),
        2 => (0..2_usize).prop_map(Event::Lose),
        1 => (0..2_usize).prop_map(Event::Restart),
    ]
}

/// Members that follow the clock while something runs.
const CLOCK: [&str; 5] = ["eta", "last_activity", "popularity", "seeding_time", "time_active"];

fn urls(bits: u8) -> Arc<[Tracker]> {
    let urls = ["http://a", "http://b", "http://c"];
    (0..3).filter(|bit| bits & (1 << bit) != 0).map(|bit| tracker(urls[bit])).collect()
}

fn happen(fake: &mut Fake, now: i64, event: &Event) {
    match *event {
        Event::Put(id, x) => {
            let mut status = if x % 2 == 0 { numbered(id) } else { seed("single") };
            (status.id, status.trackers) = (numbered(id).id, urls(x));
            fake.put(status);
        }
        Event::Change(id, x) => fake.change(numbered(id).id, |status| match x % 6 {
            0 => status.name = x.to_string(),
            1 => status.trackers = urls(x / 6),
            2 => (status.upload_rate, status.last_activity) = (u64::from(x / 7), Some(now)),
            3 => status.tags = tags(if x % 12 == 3 { &["x"] } else { &[] }),
            4 => status.totals.uploaded += u64::from(x),
            _ => status.effective_limits.seeding_minutes = (x > 100).then_some(i64::from(x)),
        }),
        Event::StopStart(id) => fake.change(numbered(id).id, |status| {
            status.stopped = !status.stopped;
            for watch in [&mut status.active_time, &mut status.seeding_time] {
                if status.stopped { watch.stop(now) } else { watch.start(now) }
            }
        }),
        Event::Remove(id) => fake.remove(numbered(id).id),
        Event::Tags(x) => {
            let all = ["a", "b", "c"];
            let list: Vec<&str> =
                (0..3).filter(|bit| x & (1 << bit) != 0).map(|bit| all[bit]).collect();
            fake.set_tags(&list);
        }
        Event::Categories(x) => fake.set_categories(|all| {
            let name = ["m", "m/n", "ü"][usize::from(x % 3)].to_owned();
            if x % 5 == 0 {
                all.remove(&name);
            } else {
                let save_path = (x / 3 % 4).to_string();
                let category = Category { save_path, ..Category::default() };
                all.insert(name, Category { share_limits: ShareLimits::default(), ..category });
            }
        }),
        Event::Server(x) => fake.set_server(|server| {
            server.download_rate = u64::from(x % 3);
            server.alternative_limits = x % 2 == 0;
        }),
        Event::Forget => fake.forgotten = fake.revision,
        Event::Wait(_) | Event::Poll(_) | Event::Lose(_) | Event::Restart(_) => {}
    }
}

/// Takes members out that follow the clock and run now: between two changes they are only right
/// at the time of the answer.
fn without_running(mut state: State, fake: &Fake) -> State {
    for (id, status) in &fake.torrents {
        let row = Row::new(Arc::clone(status), NOW, 1);
        let mut running = Vec::new();
        row.write_sync(&mut running, NOW, Dialect::V5_1, Some(1));
        let running: BTreeMap<String, Value> = serde_json::from_slice(&running).unwrap_or_default();
        assert!(running.keys().all(|key| CLOCK.contains(&key.as_str())));
        if let Some(held) = state.torrents.get_mut(&id.to_string()) {
            held.retain(|key, _| !running.contains_key(key));
        }
    }
    state
}

proptest! {
    #[test]
    fn merged_deltas_equal_the_full_answer(events in proptest::collection::vec(event(), 1..60)) {
        let (board, mut fake) = (Board::default(), Fake::new());
        let mut clients = [Client::default(), Client::default()];
        let mut now = NOW;
        for event in &events {
            happen(&mut fake, now, event);
            match *event {
                Event::Wait(secs) => now += i64::from(secs),
                Event::Restart(index) => clients[index] = Client::default(),
                Event::Lose(index) => {
                    let rid = i64::try_from(clients[index].state.rid).unwrap();
                    clients[index].ask(&board, &fake, rid, now);
                }
                Event::Poll(index) => {
                    let before = clients[index].state.clone();
                    clients[index].poll(&board, &fake, now);
                    let merged = clients[index].state.clone();
                    let whole = Client::everything(&board, &fake, now);
                    let held = State { rid: whole.rid, ..merged.clone() };
                    prop_assert_eq!(
                        without_running(held, &fake),
                        without_running(whole, &fake)
                    );
                    prop_assert_eq!(apply(&before, &delta(&before, &merged)), merged);
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_magnet_that_resolves_changes_its_row() {
    let (board, mut fake) = (Board::default(), Fake::new());
    fake.put(TorrentStatus { id: torrent("single").id, ..magnet() });
    let mut client = Client::default();
    client.poll(&board, &fake, NOW);
    fake.put(TorrentStatus { state: TorrentState::Downloading, ..torrent("single") });
    client.poll(&board, &fake, NOW);
    let row = &client.state.torrents[&torrent("single").id.to_string()];
    assert_eq!(
        (row["has_metadata"].as_bool(), row["state"].as_str()),
        (Some(true), Some("stalledDL"))
    );
}
