BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'store','people','2026-11-22 01:43:31.423705+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'store','problems','2026-11-22 01:43:31.424241+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'store','runs','2026-11-22 01:43:31.424896+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'store','events','2026-11-22 01:43:31.425402+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'store','tables','2026-11-22 01:43:31.425884+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'store','guesses','2026-11-22 01:43:31.426384+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'store','chosen_columns','2026-11-22 01:43:31.426810+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'store','drafts','2026-11-22 01:43:31.427311+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'store','lessons','2026-11-22 01:43:31.427745+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'store','unanswered','2026-11-22 01:43:31.428533+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'store','dated_drafts','2026-11-22 01:43:31.429012+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'store','questions','2026-11-22 01:43:31.429512+00:00');
INSERT INTO "_sqlite_migrations" VALUES(13,'store','rich_messages','2026-11-22 01:43:31.429952+00:00');
INSERT INTO "_sqlite_migrations" VALUES(14,'inbox','inbox','2026-11-22 01:43:31.430647+00:00');
INSERT INTO "_sqlite_migrations" VALUES(15,'reviews','memory','2026-11-22 01:43:31.431380+00:00');
INSERT INTO "_sqlite_migrations" VALUES(16,'reviews','answers','2026-11-22 01:43:31.431909+00:00');
INSERT INTO "_sqlite_migrations" VALUES(17,'reviews','asked','2026-11-22 01:43:31.432568+00:00');
INSERT INTO "_sqlite_migrations" VALUES(18,'reviews','names','2026-11-22 01:43:31.432958+00:00');
INSERT INTO "_sqlite_migrations" VALUES(19,'reviews','memory_in_columns','2026-11-22 01:43:31.434769+00:00');
INSERT INTO "_sqlite_migrations" VALUES(20,'reviews','small_reviews','2026-11-22 01:43:31.436348+00:00');
INSERT INTO "_sqlite_migrations" VALUES(21,'reviews','small_questions','2026-11-22 01:43:31.437992+00:00');
INSERT INTO "_sqlite_migrations" VALUES(22,'reviews','undo','2026-11-22 01:43:31.438328+00:00');
INSERT INTO "_sqlite_migrations" VALUES(23,'daily','daily','2026-11-22 01:43:31.440874+00:00');
INSERT INTO "_sqlite_migrations" VALUES(24,'weekly','weekly','2026-11-22 01:43:31.441621+00:00');
INSERT INTO "_sqlite_migrations" VALUES(25,'sprints','sprints','2026-11-22 01:43:31.442362+00:00');
INSERT INTO "_sqlite_migrations" VALUES(26,'polls','polls','2026-11-22 01:43:31.443059+00:00');
INSERT INTO "_sqlite_migrations" VALUES(27,'rounds','rounds','2026-11-22 01:43:31.443991+00:00');
INSERT INTO "_sqlite_migrations" VALUES(28,'challenges','challenges','2026-11-22 01:43:31.444869+00:00');
INSERT INTO "_sqlite_migrations" VALUES(29,'classes','classes','2026-11-22 01:43:31.445742+00:00');
INSERT INTO "_sqlite_migrations" VALUES(30,'groups','groups','2026-11-22 01:43:31.446425+00:00');
CREATE TABLE asked (id integer primary key, person integer not null, chat integer not null, message integer, skill integer not null, seed integer not null, level integer not null, language text not null, sent_at integer not null, tries integer not null, hints integer not null, answered_at integer, answer text) strict;
INSERT INTO "asked" VALUES(1,1,1,1,1,1,1,'zh',1772438400,1,1,1772438400,'answer 1');
INSERT INTO "asked" VALUES(2,2,2,2,2,2,2,'zh',1772438400,2,2,1772438400,'answer 2');
CREATE TABLE asked_polls (asked integer primary key, poll text not null unique) strict;
INSERT INTO "asked_polls" VALUES(1,'poll 1');
INSERT INTO "asked_polls" VALUES(2,'poll 2');
CREATE TABLE challenges (number integer primary key, person integer not null, name text not null, right integer not null) strict;
INSERT INTO "challenges" VALUES(1,1,'name 1',1);
INSERT INTO "challenges" VALUES(2,2,'name 2',2);
CREATE TABLE classes (id integer primary key autoincrement, person integer not null, teacher text not null, name text not null, token text not null unique, code text not null unique, topics text not null, week_at text) strict;
INSERT INTO "classes" VALUES(1,1,'teacher 1','name 1','token 1','code 1','topics 1','2026-03-02T08:00:00+00:00');
INSERT INTO "classes" VALUES(2,2,'teacher 2','name 2','token 2','code 2','topics 2','2026-03-02T08:00:00+00:00');
CREATE TABLE "daily" (
   "person" INTEGER PRIMARY KEY,
   "chat" INTEGER NOT NULL,
   "time" TEXT NOT NULL,
   "zone" TEXT NOT NULL,
   "days" INTEGER NOT NULL,
   "every" INTEGER NOT NULL,
   "questions" INTEGER NOT NULL,
   "state" TEXT NOT NULL,
   "until" TEXT,
   "next_due" TEXT,
   "last_day" TEXT,
   "posted_at" TEXT,
   "waiting" TEXT,
   "delivered" INTEGER NOT NULL,
   "answered" INTEGER NOT NULL,
   "missed" INTEGER NOT NULL
) STRICT;
INSERT INTO "daily" VALUES(1,1,'08:00','Asia/Shanghai',1,1,1,'shown','2026-03-02','2026-03-02T08:00:00+00:00','2026-03-02','2026-03-02T08:00:00+00:00','question',1,1,1);
INSERT INTO "daily" VALUES(2,2,'08:00','Asia/Shanghai',2,2,2,'shown','2026-03-02','2026-03-02T08:00:00+00:00','2026-03-02','2026-03-02T08:00:00+00:00','question',2,2,2);
CREATE TABLE "drafts" (
   "id" INTEGER PRIMARY KEY,
   "person" INTEGER NOT NULL,
   "config" TEXT NOT NULL
, "at" TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "drafts" VALUES(1,1,'{"batch_size": 32}','2026-03-02T08:00:00+00:00');
INSERT INTO "drafts" VALUES(2,2,'{"batch_size": 32}','2026-03-02T08:00:00+00:00');
CREATE TABLE "events" (
   "id" INTEGER PRIMARY KEY,
   "at" TEXT NOT NULL,
   "person" INTEGER NOT NULL,
   "chat" INTEGER NOT NULL,
   "kind" TEXT NOT NULL,
   "data" TEXT NOT NULL
) STRICT;
INSERT INTO "events" VALUES(1,'2026-03-02T08:00:00+00:00',1,1,'kind 1','{"文": 1}');
INSERT INTO "events" VALUES(2,'2026-03-02T08:00:00+00:00',2,2,'kind 2','{"文": 1}');
CREATE TABLE groups (chat integer primary key, language text, seconds integer not null, admins_only integer not null, greeted_at text) strict;
INSERT INTO "groups" VALUES(1,'zh',1,1,'2026-03-02T08:00:00+00:00');
INSERT INTO "groups" VALUES(2,'zh',2,2,'2026-03-02T08:00:00+00:00');
CREATE TABLE "guesses" (
   "run" INTEGER PRIMARY KEY,
   "person" INTEGER NOT NULL,
   "experiment" TEXT NOT NULL,
   "choice" INTEGER,
   "right" INTEGER,
   "at" TEXT NOT NULL
) STRICT;
INSERT INTO "guesses" VALUES(1,1,'experiment 1',1,1,'2026-03-02T08:00:00+00:00');
INSERT INTO "guesses" VALUES(2,2,'experiment 2',2,2,'2026-03-02T08:00:00+00:00');
CREATE TABLE inbox (place integer primary key, bot integer not null, id integer not null, body text, tries integer not null default 0, unique (bot, id)) strict;
INSERT INTO "inbox" VALUES(1,1,1,'body 1',1);
INSERT INTO "inbox" VALUES(2,2,2,'body 2',2);
CREATE TABLE "lessons" (
   "person" INTEGER,
   "lesson" TEXT,
   "step" INTEGER NOT NULL,
   "done" INTEGER NOT NULL,
   "at" TEXT NOT NULL,
   PRIMARY KEY ("person", "lesson")
) STRICT;
INSERT INTO "lessons" VALUES(1,'lesson 1',1,1,'2026-03-02T08:00:00+00:00');
INSERT INTO "lessons" VALUES(2,'lesson 2',2,2,'2026-03-02T08:00:00+00:00');
CREATE TABLE members (class integer not null, person integer not null, name text not null, shows integer not null, unique (class, person)) strict;
INSERT INTO "members" VALUES(1,1,'name 1',1);
INSERT INTO "members" VALUES(2,2,'name 2',2);
CREATE TABLE memory (person integer, skill integer, due integer not null, stability real not null, difficulty real not null, state integer not null, last_review integer not null, first_review integer not null, right integer not null, answers integer not null, wrong integer not null, lapses integer not null, primary key (person, skill)) strict, without rowid;
INSERT INTO "memory" VALUES(1,1,1772438400,1.0,1.0,1,1772438400,1772438400,1,1,1,1);
INSERT INTO "memory" VALUES(2,2,1772438400,2.0,2.0,2,1772438400,1772438400,2,2,2,2);
CREATE TABLE names (id integer primary key, name text not null unique) strict;
INSERT INTO "names" VALUES(1,'name 1');
INSERT INTO "names" VALUES(2,'name 2');
CREATE TABLE "people" (
   "id" INTEGER PRIMARY KEY,
   "language" TEXT NOT NULL,
   "chosen" INTEGER NOT NULL,
   "zone" TEXT,
   "created_at" TEXT NOT NULL
, "keeps_questions" INTEGER NOT NULL DEFAULT 0, "rich" INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "people" VALUES(1,'zh',1,'Asia/Shanghai','2026-03-02T08:00:00+00:00',1,1);
INSERT INTO "people" VALUES(2,'zh',2,'Asia/Shanghai','2026-03-02T08:00:00+00:00',2,2);
CREATE TABLE play_questions (asked integer primary key, challenge integer not null, person integer not null) strict;
INSERT INTO "play_questions" VALUES(1,1,1);
INSERT INTO "play_questions" VALUES(2,2,2);
CREATE TABLE plays (challenge integer, person integer, name text not null, code text not null, told integer not null, primary key (challenge, person)) strict, without rowid;
INSERT INTO "plays" VALUES(1,1,'name 1','code 1',1);
INSERT INTO "plays" VALUES(2,2,'name 2','code 2',2);
CREATE TABLE poll_people (person integer primary key) strict;
INSERT INTO "poll_people" VALUES(1);
INSERT INTO "poll_people" VALUES(2);
CREATE TABLE "problems" (
   "chat" INTEGER,
   "message" INTEGER,
   "person" INTEGER NOT NULL,
   "problem" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   PRIMARY KEY ("chat", "message")
) STRICT;
INSERT INTO "problems" VALUES(1,1,1,'problem 1','2026-03-02T08:00:00+00:00');
INSERT INTO "problems" VALUES(2,2,2,'problem 2','2026-03-02T08:00:00+00:00');
CREATE TABLE "questions" (
   "chat" INTEGER,
   "message" INTEGER,
   "person" INTEGER NOT NULL,
   "text" TEXT NOT NULL,
   "previous" TEXT,
   "at" TEXT NOT NULL,
   PRIMARY KEY ("chat", "message")
) STRICT;
INSERT INTO "questions" VALUES(1,1,1,'it''s a 训练','previous 1','2026-03-02T08:00:00+00:00');
INSERT INTO "questions" VALUES(2,2,2,'it''s a 训练','previous 2','2026-03-02T08:00:00+00:00');
CREATE TABLE reviews (person integer, at integer, asked integer, skill integer not null, correct integer not null, misconception integer, tries integer not null, hints integer not null, seconds integer not null, seed integer not null, level integer not null, primary key (person, at, asked)) strict, without rowid;
INSERT INTO "reviews" VALUES(1,1,1,1,1,1,1,1,1,1,1);
INSERT INTO "reviews" VALUES(2,2,2,2,2,2,2,2,2,2,2);
CREATE TABLE round_questions (round integer, place integer, skill text not null, seed integer not null, level integer not null, sent_at text, poll text, message integer, closed integer not null, primary key (round, place)) strict, without rowid;
INSERT INTO "round_questions" VALUES(1,1,'skill 1',1,1,'2026-03-02T08:00:00+00:00','poll 1',1,1);
INSERT INTO "round_questions" VALUES(2,2,'skill 2',2,2,'2026-03-02T08:00:00+00:00','poll 2',2,2);
CREATE TABLE rounds (id integer primary key autoincrement, chat integer not null, person integer not null, language text not null, about text, seconds integer not null, over integer not null) strict;
INSERT INTO "rounds" VALUES(1,1,1,'zh','about 1',1,1);
INSERT INTO "rounds" VALUES(2,2,2,'zh','about 2',2,2);
CREATE TABLE "runs" (
   "id" INTEGER PRIMARY KEY,
   "person" INTEGER NOT NULL,
   "chat" INTEGER NOT NULL,
   "message" INTEGER,
   "language" TEXT NOT NULL,
   "config" TEXT NOT NULL,
   "seed" INTEGER NOT NULL,
   "state" TEXT NOT NULL,
   "history" TEXT,
   "created_at" TEXT NOT NULL,
   "finished_at" TEXT
) STRICT;
INSERT INTO "runs" VALUES(1,1,1,1,'zh','{"batch_size": 32}',1,'shown','history 1','2026-03-02T08:00:00+00:00','2026-03-02T08:00:00+00:00');
INSERT INTO "runs" VALUES(2,2,2,2,'zh','{"batch_size": 32}',2,'shown','history 2','2026-03-02T08:00:00+00:00','2026-03-02T08:00:00+00:00');
CREATE TABLE sprints (id integer primary key autoincrement, person integer not null, chat integer not null, message integer, language text not null, started_at text not null, item text not null, place integer not null, right integer not null, missed text not null, over integer not null, before integer) strict;
INSERT INTO "sprints" VALUES(1,1,1,1,'zh','2026-03-02T08:00:00+00:00','item 1',1,1,'missed 1',1,1);
INSERT INTO "sprints" VALUES(2,2,2,2,'zh','2026-03-02T08:00:00+00:00','item 2',2,2,'missed 2',2,2);
CREATE TABLE steps (bot integer not null, id integer not null, name text not null, result text not null, primary key (bot, id, name)) strict, without rowid;
INSERT INTO "steps" VALUES(1,1,'name 1','result 1');
INSERT INTO "steps" VALUES(2,2,'name 2','result 2');
CREATE TABLE "tables" (
   "id" INTEGER PRIMARY KEY,
   "person" INTEGER NOT NULL,
   "name" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "replaced" INTEGER NOT NULL
, "key" TEXT) STRICT;
INSERT INTO "tables" VALUES(1,1,'name 1','2026-03-02T08:00:00+00:00',1,'key 1');
INSERT INTO "tables" VALUES(2,2,'name 2','2026-03-02T08:00:00+00:00',2,'key 2');
CREATE TABLE "unanswered" (
   "id" INTEGER PRIMARY KEY,
   "at" TEXT NOT NULL,
   "language" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "text" TEXT,
   "person" INTEGER
) STRICT;
INSERT INTO "unanswered" VALUES(1,'2026-03-02T08:00:00+00:00','zh','kind 1','it''s a 训练',1);
INSERT INTO "unanswered" VALUES(2,'2026-03-02T08:00:00+00:00','zh','kind 2','it''s a 训练',2);
CREATE TABLE undo (person integer, skill integer, asked integer not null, at integer not null, before text, primary key (person, skill)) strict, without rowid;
INSERT INTO "undo" VALUES(1,1,1,1772438400,'before 1');
INSERT INTO "undo" VALUES(2,2,2,1772438400,'before 2');
CREATE TABLE votes (poll text, person integer, name text not null, option integer not null, at text not null, primary key (poll, person)) strict, without rowid;
INSERT INTO "votes" VALUES('poll 1',1,'name 1',1,'2026-03-02T08:00:00+00:00');
INSERT INTO "votes" VALUES('poll 2',2,'name 2',2,'2026-03-02T08:00:00+00:00');
CREATE TABLE weekly (person integer primary key, next_due text not null, last_day text, waiting integer not null) strict;
INSERT INTO "weekly" VALUES(1,'2026-03-02T08:00:00+00:00','2026-03-02',1);
INSERT INTO "weekly" VALUES(2,'2026-03-02T08:00:00+00:00','2026-03-02',2);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX "idx_runs_person_state"
    ON "runs" ("person", "state");
CREATE INDEX "idx_runs_chat_message"
    ON "runs" ("chat", "message");
CREATE INDEX "idx_events_person_at"
    ON "events" ("person", "at");
CREATE INDEX "idx_tables_person_replaced"
    ON "tables" ("person", "replaced");
CREATE INDEX "idx_guesses_person_experiment"
    ON "guesses" ("person", "experiment");
CREATE UNIQUE INDEX "idx_drafts_person_config"
    ON "drafts" ("person", "config");
CREATE INDEX "idx_unanswered_person"
    ON "unanswered" ("person");
CREATE INDEX "idx_questions_at"
    ON "questions" ("at");
CREATE INDEX inbox_unfinished on inbox (place) where body is not null;
CREATE INDEX asked_in on asked (chat, message) where message is not null;
CREATE INDEX asked_of on asked (person, chat);
CREATE INDEX daily_due on daily (next_due) where next_due is not null;
CREATE INDEX daily_waiting on daily (posted_at) where waiting is not null;
CREATE INDEX daily_chat on daily (chat);
CREATE INDEX weekly_due on weekly (next_due);
CREATE INDEX weekly_waiting on weekly (person) where waiting;
CREATE UNIQUE INDEX sprint_of on sprints (person) where not over;
CREATE INDEX sprints_of on sprints (person, right);
CREATE UNIQUE INDEX round_in on rounds (chat) where not over;
CREATE INDEX round_polls on round_questions (poll) where poll is not null;
CREATE INDEX votes_of on votes (person);
CREATE INDEX questions_of_play on play_questions (challenge, person);
CREATE INDEX classes_of on classes (person);
CREATE INDEX member_in on members (person);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('sprints',2);
INSERT INTO "sqlite_sequence" VALUES('rounds',2);
INSERT INTO "sqlite_sequence" VALUES('classes',2);
COMMIT;
