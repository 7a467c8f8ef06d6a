-- The hosts of a cluster find one another here. Every change of the membership raises the cluster's version, and a
-- change is made only by a host that knows the latest version: the version row is the lock, and a change that comes
-- too late answers false. Each query is one statement, hence all or nothing.
CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable (
  DeploymentId text        PRIMARY KEY,
  Timestamp    timestamptz NOT NULL DEFAULT now(),
  Version      integer     NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS OrleansMembershipTable (
  DeploymentId text        NOT NULL REFERENCES OrleansMembershipVersionTable,
  Address      text        NOT NULL,
  Port         integer     NOT NULL,
  Generation   integer     NOT NULL,
  SiloName     text        NOT NULL,
  HostName     text        NOT NULL,
  Status       integer     NOT NULL,
  ProxyPort    integer     NOT NULL,
  SuspectTimes text,
  StartTime    timestamptz NOT NULL,
  IAmAliveTime timestamptz NOT NULL,

  PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

-- Founds a cluster; false if it exists already.
INSERT INTO OrleansQuery VALUES ('InsertMembershipVersionKey', $query$
  WITH founded AS (
    INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId)
    ON CONFLICT DO NOTHING
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM founded)
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- A host joins.
INSERT INTO OrleansQuery VALUES ('InsertMembershipKey', $query$
  WITH raised AS (
    UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version
      AND NOT EXISTS (
        SELECT FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId
  ), joined AS (
    INSERT INTO OrleansMembershipTable (
      DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT
      DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM raised
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM joined)
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- A host changes its status, or others suspect it.
INSERT INTO OrleansQuery VALUES ('UpdateMembershipKey', $query$
  WITH raised AS (
    UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version
      AND EXISTS (
        SELECT FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId
  ), changed AS (
    UPDATE OrleansMembershipTable AS host
    SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
    FROM raised
    WHERE host.DeploymentId = raised.DeploymentId AND host.Address = @Address AND host.Port = @Port AND host.Generation = @Generation
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM changed)
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- A host says that it lives, which is no change of the membership; nobody looks at the answer.
INSERT INTO OrleansQuery VALUES ('UpdateIAmAlivetimeKey', $query$
  UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- Both reads answer with at least one row, for the sake of the version; without a host, its columns are NULL.
INSERT INTO OrleansQuery VALUES ('MembershipReadAllKey', $query$
  SELECT cluster.DeploymentId, host.Address, host.Port, host.Generation, host.SiloName, host.HostName, host.Status,
    host.ProxyPort, host.SuspectTimes, host.StartTime, host.IAmAliveTime, cluster.Version
  FROM OrleansMembershipVersionTable AS cluster
  LEFT JOIN OrleansMembershipTable AS host USING (DeploymentId)
  WHERE cluster.DeploymentId = @DeploymentId
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('MembershipReadRowKey', $query$
  SELECT cluster.DeploymentId, host.Address, host.Port, host.Generation, host.SiloName, host.HostName, host.Status,
    host.ProxyPort, host.SuspectTimes, host.StartTime, host.IAmAliveTime, cluster.Version
  FROM OrleansMembershipVersionTable AS cluster
  LEFT JOIN OrleansMembershipTable AS host
    ON host.DeploymentId = cluster.DeploymentId
    AND host.Address = @Address AND host.Port = @Port AND host.Generation = @Generation
  WHERE cluster.DeploymentId = @DeploymentId
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- Where clients may connect.
INSERT INTO OrleansQuery VALUES ('GatewaysQueryKey', $query$
  SELECT Address, ProxyPort, Generation
  FROM OrleansMembershipTable
  WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- Forgets hosts that are not active (status 3) and have not been heard of since a given time.
INSERT INTO OrleansQuery VALUES ('CleanupDefunctSiloEntriesKey', $query$
  DELETE FROM OrleansMembershipTable
  WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- Forgets a cluster.
INSERT INTO OrleansQuery VALUES ('DeleteMembershipTableEntriesKey', $query$
  WITH hosts AS (DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId)
  DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
