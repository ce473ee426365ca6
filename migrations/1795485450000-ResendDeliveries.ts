import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delivery sent once more is a row of its own that names the first, so that the log keeps what became of each. And the log's indices. */
export class ResendDeliveries1795485450000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE delivery
        ADD COLUMN resend_of uuid REFERENCES delivery,
        ADD COLUMN requested_by uuid,
        DROP CONSTRAINT delivery_notification_id_channel_key,
        DROP CONSTRAINT delivery_letter_once;
      CREATE UNIQUE INDEX delivery_notice_once ON delivery (notification_id, channel) WHERE resend_of IS NULL;
      CREATE UNIQUE INDEX delivery_letter_once ON delivery (letter_id, channel) WHERE resend_of IS NULL;
      CREATE INDEX delivery_notice ON delivery (notification_id);
      CREATE INDEX delivery_page ON delivery (created_at DESC, id DESC);
      CREATE INDEX delivery_person ON delivery (person_id, created_at DESC, id DESC);
      CREATE INDEX delivery_dead ON delivery (created_at DESC, id DESC) WHERE state = 'dead';
      CREATE INDEX notification_run ON notification (run_id) WHERE run_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX notification_run, delivery_dead, delivery_person, delivery_page, delivery_notice, delivery_letter_once, delivery_notice_once;
      DELETE FROM delivery WHERE resend_of IS NOT NULL;
      ALTER TABLE delivery
        DROP COLUMN resend_of, DROP COLUMN requested_by,
        ADD CONSTRAINT delivery_notification_id_channel_key UNIQUE (notification_id, channel),
        ADD CONSTRAINT delivery_letter_once UNIQUE (letter_id, channel);
    `);
  }
}
