-- Users of the database `application` that connect with IAM in place of a password. Run it as the master user, in that
-- database, as often as you like: see README.md. RDS has the role rds_iam:
-- https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html

-- For the function of stacks/lambda that checks that the database answers. It reads and writes nothing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'database_check') THEN
    CREATE ROLE database_check;
  END IF;
END
$$;

-- A user with rds_iam has no use for a password, and a password would be a second way in.
ALTER ROLE database_check WITH LOGIN PASSWORD NULL CONNECTION LIMIT 20;
ALTER ROLE database_check SET statement_timeout = '10s';
GRANT rds_iam TO database_check;

DO $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO database_check', current_database());
END
$$;
