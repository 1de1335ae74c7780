BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'store','people','2026-11-21 22:04:47.209152+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'store','problems','2026-11-21 22:04:47.212763+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'store','runs','2026-11-21 22:04:47.217008+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'store','events','2026-11-21 22:04:47.220862+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'store','tables','2026-11-21 22:04:47.224833+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'store','guesses','2026-11-21 22:04:47.228866+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'store','chosen_columns','2026-11-21 22:04:47.232677+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'store','drafts','2026-11-21 22:04:47.236867+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'reviews','memory','2026-11-21 22:04:47.241056+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'reviews','answers','2026-11-21 22:04:47.245007+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'reviews','asked','2026-11-21 22:04:47.249233+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'reviews','daily','2026-11-21 22:04:47.252865+00:00');
CREATE TABLE "asked" (
   "id" INTEGER PRIMARY KEY,
   "person" INTEGER NOT NULL,
   "chat" INTEGER NOT NULL,
   "message" INTEGER,
   "skill" TEXT NOT NULL,
   "seed" INTEGER NOT NULL,
   "level" INTEGER NOT NULL,
   "language" TEXT NOT NULL,
   "sent_at" TEXT NOT NULL,
   "tries" INTEGER NOT NULL,
   "answered_at" TEXT,
   "answer" TEXT
) STRICT;
INSERT INTO "asked" VALUES(1,1,1,1,'skill 1',1,1,'zh','2026-03-02T08:00:00+00:00',1,'2026-03-02T08:00:00+00:00','answer 1');
INSERT INTO "asked" VALUES(2,2,2,2,'skill 2',2,2,'zh','2026-03-02T08:00:00+00:00',2,'2026-03-02T08:00:00+00:00','answer 2');
CREATE TABLE "daily" (
   "person" INTEGER PRIMARY KEY,
   "chat" INTEGER NOT NULL,
   "time" TEXT NOT NULL,
   "zone" TEXT NOT NULL,
   "next_due" TEXT NOT NULL,
   "last_sent_day" TEXT
) STRICT;
INSERT INTO "daily" VALUES(1,1,'08:00','Asia/Shanghai','2026-03-02T08:00:00+00:00','2026-03-02');
INSERT INTO "daily" VALUES(2,2,'08:00','Asia/Shanghai','2026-03-02T08:00:00+00:00','2026-03-02');
CREATE TABLE "drafts" (
   "id" INTEGER PRIMARY KEY,
   "person" INTEGER NOT NULL,
   "config" TEXT NOT NULL
) STRICT;
INSERT INTO "drafts" VALUES(1,1,'{"batch_size": 32}');
INSERT INTO "drafts" VALUES(2,2,'{"batch_size": 32}');
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
CREATE TABLE "memory" (
   "person" INTEGER,
   "skill" TEXT,
   "card" TEXT NOT NULL,
   "due" TEXT NOT NULL,
   PRIMARY KEY ("person", "skill")
) STRICT;
INSERT INTO "memory" VALUES(1,'skill 1','{"card_id": 0, "state": 2, "step": null, "stability": 3.2, "difficulty": 5.1, "due": "2026-03-02T08:00:00+00:00", "last_review": "2026-03-02T08:00:00+00:00"}','2026-03-02T08:00:00+00:00');
INSERT INTO "memory" VALUES(2,'skill 2','{"card_id": 0, "state": 2, "step": null, "stability": 3.2, "difficulty": 5.1, "due": "2026-03-02T08:00:00+00:00", "last_review": "2026-03-02T08:00:00+00:00"}','2026-03-02T08:00:00+00:00');
CREATE TABLE "people" (
   "id" INTEGER PRIMARY KEY,
   "language" TEXT NOT NULL,
   "chosen" INTEGER NOT NULL,
   "zone" TEXT,
   "created_at" TEXT NOT NULL
) STRICT;
INSERT INTO "people" VALUES(1,'zh',1,'Asia/Shanghai','2026-03-02T08:00:00+00:00');
INSERT INTO "people" VALUES(2,'zh',2,'Asia/Shanghai','2026-03-02T08:00:00+00:00');
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
CREATE TABLE "reviews" (
   "id" INTEGER PRIMARY KEY,
   "person" INTEGER NOT NULL,
   "skill" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "correct" INTEGER NOT NULL,
   "misconception" TEXT,
   "tries" INTEGER NOT NULL,
   "seconds" INTEGER NOT NULL,
   "seed" INTEGER NOT NULL,
   "level" INTEGER NOT NULL
) STRICT;
INSERT INTO "reviews" VALUES(1,1,'skill 1','2026-03-02T08:00:00+00:00',1,'zero_lost',1,1,1,1);
INSERT INTO "reviews" VALUES(2,2,'skill 2','2026-03-02T08:00:00+00:00',2,'zero_lost',2,2,2,2);
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
CREATE TABLE "tables" (
   "id" INTEGER PRIMARY KEY,
   "person" INTEGER NOT NULL,
   "name" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "replaced" INTEGER NOT NULL
, "key" TEXT) STRICT;
INSERT INTO "tables" VALUES(1,1,'name 1','2026-03-02T08:00:00+00:00',1,'key 1');
INSERT INTO "tables" VALUES(2,2,'name 2','2026-03-02T08:00:00+00:00',2,'key 2');
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
CREATE INDEX "idx_reviews_person_id"
    ON "reviews" ("person", "id");
CREATE INDEX "idx_asked_chat_message"
    ON "asked" ("chat", "message");
CREATE INDEX "idx_asked_person_chat_id"
    ON "asked" ("person", "chat", "id");
CREATE INDEX "idx_daily_next_due"
    ON "daily" ("next_due");
COMMIT;
